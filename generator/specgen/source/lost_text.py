"""Text that YAML read without complaint, but not as it was meant."""

import re
from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.source.model import Mapping, Node, Scalar, SourceFile
from specgen.source.quotes import rewritten

# One space, `#` and no space after it: `Fix #12`.  Comments are written `  # like this`.
_HIDDEN = re.compile(r" #[^\s#!].*")


def lost_text(file: SourceFile) -> Iterator[Diagnostic]:
    """Plain values that a ``#`` cut short."""
    if file.root is None or not _HIDDEN.search(file.text):
        return
    lines = file.text.split("\n")
    for scalar in _scalars(file.root):
        number = scalar.span.end_line
        line = lines[number - 1].rstrip("\r")
        hidden = _HIDDEN.match(line, scalar.span.end_column - 1)
        if hidden and not scalar.style:
            span = Span(number, hidden.start() + 2, number, hidden.end() + 1)
            yield _cut_short(Place(file.path, span=span), scalar, hidden=hidden)


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


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    else:
        inside = (value for _, value in node.entries) if isinstance(node, Mapping) else node.items
        for child in inside:
            yield from _scalars(child)
