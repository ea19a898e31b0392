"""Text that YAML read without complaint, but not as it was meant."""

import re
from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.source.model import Mapping, Node, Scalar, SourceFile
from specgen.source.quotes import rewritten

# One space, `#` and no space after it: `Fix #12`.  Comments are written `  # like this`.
_HIDDEN = re.compile(r" #[^\s#!].*")
_TRAILING_ZERO = re.compile(r"[0-9]+\.[0-9]+0")
_SUSPECTS = (re.compile(r" #[^\s#!]"), re.compile(r"\.[0-9]+0"))
# Keys whose values are text even where they look like numbers.
_TEXT_KEYS = frozenset({"python", "version", "versions", "id", "title", "why", "reason", "ref"})


def lost_text(file: SourceFile) -> Iterator[Diagnostic]:
    """Plain values that a ``#`` cut short, and versions that became numbers (`3.10` is 3.1)."""
    if file.root is None or not any(suspect.search(file.text) for suspect in _SUSPECTS):
        return
    lines = file.text.split("\n")
    for key, scalar in _scalars("", file.root):
        line = lines[scalar.span.end_line - 1].rstrip("\r")
        if scalar.style:
            continue
        if key in _TEXT_KEYS and _TRAILING_ZERO.fullmatch(scalar.text):
            yield _misread_number(Place(file.path, span=scalar.span), scalar, line=line)
        elif hidden := _HIDDEN.match(line, scalar.span.end_column - 1):
            number = scalar.span.end_line
            span = Span(number, hidden.start() + 2, number, hidden.end() + 1)
            yield _cut_short(Place(file.path, span=span), scalar, hidden=hidden)


def _misread_number(place: Place, scalar: Scalar, *, line: str) -> Diagnostic:
    message = f"`{scalar.text}` reads as the number {scalar.value}"
    part = slice(scalar.span.column - 1, scalar.span.end_column - 1)
    tip = f"write: {rewritten(line, part).strip()}"
    return Diagnostic("needs-quotes", Severity.ERROR, place, message, tip)


def _cut_short(place: Place, scalar: Scalar, *, hidden: re.Match[str]) -> Diagnostic:
    line = hidden.string
    if scalar.span.line != scalar.span.end_line:
        tip = "put the whole text into quotes"
    else:
        start = scalar.span.column - 1 if scalar.text else hidden.start() + 1
        tip = f"write: {rewritten(line, slice(start, len(line))).strip()}"
    message = f"`{hidden[0].strip()}` reads as a comment"
    tip += "; a comment has a space after its `#`"
    return Diagnostic("needs-quotes", Severity.WARNING, place, message, tip)


def _scalars(key: str, node: Node) -> Iterator[tuple[str, Scalar]]:
    """Every value with the nearest key above it."""
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Mapping):
        for name, value in node.entries:
            yield from _scalars(name.text, value)
    else:
        for item in node.items:
            yield from _scalars(key, item)
