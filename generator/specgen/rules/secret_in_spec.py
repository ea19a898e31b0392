"""A credential in text that everybody can read."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from math import log2

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.rules.model import Facts, Rule

# Lengths are bounded so that hostile text costs no more than its length.
_KNOWN = re.compile(
    r"(?P<aws>\b(?:AKIA|ASIA)[0-9A-Z]{16}\b)"
    r"|(?P<github>\bgh[opusr]_[0-9A-Za-z]{36,255}\b|\bgithub_pat_\w{40,255}\b)"
    r"|(?P<gitlab>\bglpat-[\w-]{20,})"
    r"|(?P<slack>\bxox[abeprs]-[\w-]{10,})"
    r"|(?P<stripe>\b[rs]k_live_[0-9A-Za-z]{16,255}\b)"
    r"|(?P<google>\bAIza[\w-]{35}\b)"
    r"|(?P<npm>\bnpm_[0-9A-Za-z]{36}\b)"
    r"|(?P<pypi>\bpypi-AgE[\w-]{20,})"
    r"|(?P<model>\bsk-(?=[\w-]{0,60}\d)(?=[\w-]{0,60}[A-Z])[\w-]{32,})"
    r"|(?P<jwt>\beyJ[\w-]{8,200}\.eyJ[\w-]{8,}\.[\w-]{8,})"
    r"|(?P<key>-----BEGIN [A-Z ]{0,40}PRIVATE KEY)"
)
_NAMES = {
    "aws": "an AWS access key", "github": "a GitHub token", "gitlab": "a GitLab token",
    "slack": "a Slack token", "stripe": "a Stripe live key", "google": "a Google API key",
    "npm": "an npm token", "pypi": "a PyPI token", "model": "an API key",
    "jwt": "a signed token", "key": "a private key",
}  # fmt: skip
_PREFIXES = (
    "AKIA", "ASIA", "gho_", "ghp_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox",
    "k_live_", "AIza", "npm_", "pypi-", "sk-", "eyJ", "PRIVATE KEY",
)  # fmt: skip
_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]{0,20}://[^\s:/@\"'{}]{1,100}:"
    r"(?P<secret>[^\s/@\"']{6,200})@(?P<host>[^\s/:?\"',}]{1,255})"
)
_KEYWORDS = ("password", "passwd", "secret", "token", "key", "credential")
_ENTRY = re.compile(
    r"(?i)(?:password|passwd|secret|token|api_?key|private_?key|credentials?)[\"']?\s*[:=]\s*[\"']?"
    r"(?P<secret>[^\s\"',{}\[\]#]{12,})"
)
_LONG = 32
_SHORTEST = 12
_ODD = re.compile(r"[0-9]|://")
_TOKEN = re.compile(r"(?<![\w+/=-])[0-9A-Za-z+/]{32,}={0,2}(?![\w+/=-])")
_PLACEHOLDER = re.compile(
    r"(?i)[$<*{]|x{4,}|example|change_?me|placeholder|dummy|fake|your[_-]|abcdefgh"
    r"|^(?:password|passwd|secret|123456\d*)$"
)
_LOCAL = re.compile(r"(?:localhost|127\..*|\[?::1\]?|[a-z0-9_-]+)", re.IGNORECASE)
_ENTROPY_OF_ENTRY, _ENTROPY_OF_TOKEN = 3.2, 4.2  # bits per character; English words have 2 to 3


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for file in facts.sources:
        starts: list[int] = []
        for start, end, what in sorted(_secrets(file.text)):
            starts = starts or _line_starts(file.text)
            yield SECRET_IN_SPEC.says(
                Place(file.path, span=_span(starts, start=start, end=end)),
                f"this looks like {what}",
                tip="revoke it, then name the environment variable that holds it instead",
            )


def _secrets(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each stretch that looks like a credential, none inside another.

    Tests that are ten times as fast, and that most files fail, come before the searches.
    """
    end = 0
    long_words = [word for word in text.split() if len(word) >= _SHORTEST]
    odd = _ODD.search(" ".join(long_words)) or "PRIVATE KEY" in text
    searches = (_known, _addresses, _entries, _tokens) if odd else ()
    for start, stop, what in sorted(found for search in searches for found in search(text)):
        if start >= end:
            end = stop
            yield start, stop, what


def _known(text: str) -> Iterator[tuple[int, int, str]]:
    """What the makers of credentials have given a shape of its own."""
    for match in _KNOWN.finditer(text) if any(p in text for p in _PREFIXES) else ():
        yield (*match.span(), _NAMES[match.lastgroup or ""])


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _ADDRESS.finditer(text) if "://" in text else ():
        if not _PLACEHOLDER.search(match["secret"]) and not _LOCAL.fullmatch(match["host"]):
            yield (*match.span("secret"), "a password in an address")


def _entries(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands behind a name that promises a credential."""
    lower = text.lower()
    for match in _ENTRY.finditer(text) if any(word in lower for word in _KEYWORDS) else ():
        if _random(match["secret"], _ENTROPY_OF_ENTRY, digits=1):
            yield (*match.span("secret"), "a credential")


def _tokens(text: str) -> Iterator[tuple[int, int, str]]:
    """What looks as if a machine had drawn it, wherever it stands."""
    for match in _TOKEN.finditer(text) if max(map(len, text.split())) >= _LONG else ():
        if _random(match[0], _ENTROPY_OF_TOKEN, digits=4):
            yield (*match.span(), "a key or token")


def _random(word: str, entropy: float, *, digits: int) -> bool:
    """Whether a word was drawn rather than written: mixed classes, no name, no digest."""
    if _PLACEHOLDER.search(word) or re.fullmatch(r"(?:sha\d+[:-])?[0-9a-f]+|[A-Z0-9_]+", word):
        return False
    kinds = (any(map(str.isupper, word)), any(map(str.islower, word)))
    mixed = all(kinds) and sum(map(str.isdigit, word)) >= digits
    return mixed and not re.search(r"[./(]|\w_[a-z]{2}", word) and _bits(word) >= entropy


def _bits(word: str) -> float:
    """Shannon entropy in bits per character."""
    shares = [count / len(word) for count in Counter(word).values()]
    return -sum(share * log2(share) for share in shares)


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\r\n|\n", text))]


def _span(starts: list[int], *, start: int, end: int) -> Span:
    line = bisect_right(starts, start)
    column = start - starts[line - 1] + 1
    return Span(line, column, line, column + end - start)


SECRET_IN_SPEC = Rule(
    id="secret-in-spec",
    severity=Severity.ERROR,
    summary="text that looks like a password, key or token, comments included",
    why="Specs are checked in and copied into tests, documents and CI logs: a secret there is out.",
    example='environment: {API_TOKEN: "ghp_' + '…"}\n',
    judge=_judge,
)
