"""One look over the raw text for characters that YAML readers disagree on or that hide things."""

import re
from itertools import islice
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity, Span

MAX_COMPLAINTS = 20

_REFUSED = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
# One quick look at every character; only a file with one of these is looked at twice.
_UNUSUAL = re.compile(rf"[\t\r{_REFUSED}]")
_SUSPECT = re.compile(
    r"^[ ]*\t"  # a tab in the indentation
    r"|\r(?!\n)"
    rf"|[{_REFUSED}]",
    re.MULTILINE,
)
_DIRECTIVE = re.compile(r"(?:[ ]*(?:#[^\n]*)?\r?\n)*(%[^\r\n]*)")
_NAMES = {
    "\r": "carriage return without line feed",
    "\x85": "next-line character",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\ufeff": "byte order mark inside the text",
}


def prescan(path: PurePosixPath, text: str) -> tuple[Diagnostic, ...]:
    """A complaint per forbidden character, ``MAX_COMPLAINTS`` at most; none if fit to parse."""
    matches = _SUSPECT.finditer(text) if _UNUSUAL.search(text) else ()
    found = [_complaint(path, match) for match in islice(matches, MAX_COMPLAINTS)]
    if directive := _DIRECTIVE.match(text):
        place = Place(path, span=_span(directive, directive.start(1)))
        tip = "delete the line; spec files are YAML 1.2 without directives"
        found.append(Diagnostic("yaml-directive", Severity.ERROR, place, "directive", tip))
    return tuple(found)


def _span(match: re.Match[str], start: int) -> Span:
    """From the offset ``start`` to the end of ``match``, which is on the same line."""
    line = match.string.count("\n", 0, start) + 1
    column = start - match.string.rfind("\n", 0, start)
    return Span(line, column, line, column + match.end() - start)


def _complaint(path: PurePosixPath, match: re.Match[str]) -> Diagnostic:
    place = Place(path, span=_span(match, match.end() - 1))
    character = match[0][-1]
    if character == "\t":
        tip = 'indent with spaces; a tab that is content is written "\\t" in double quotes'
        return Diagnostic("tab-indentation", Severity.ERROR, place, "tab in the indentation", tip)
    name = _NAMES.get(character, "control character")
    message = f"{name} U+{ord(character):04X}"
    tip = (
        "end lines with LF or CRLF"
        if character == "\r"
        else "delete it, or write it as an escape in double quotes"
    )
    return Diagnostic("forbidden-character", Severity.ERROR, place, message, tip)
