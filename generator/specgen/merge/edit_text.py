"""Bring the docstring and the body of a test up to date."""

import re
from collections.abc import Iterator

from specgen.merge.model import Anatomy, Claim, Function, Source, Splice
from specgen.merge.splice import line_end, line_start
from specgen.plan import PartKind, dedented

_INDENT = "    "  # how generated code is indented
_BLANK_LINES = re.compile(rb"(?:[ \t\f]*\r?\n)*")


def docstring(function: Function, anatomy: Anatomy) -> str:
    """The docstring of a test as its digest sees it."""
    span = function.docstring
    return _text(anatomy.source[span.start : span.end]) if span else ""


def body(function: Function, anatomy: Anatomy) -> str:
    """The body of a test as its digest sees it, its comments included."""
    return _text(anatomy.source[function.body_start : function.end])


def _text(data: bytes) -> str:
    return dedented(data.decode().replace("\r\n", "\n"))


def edit_docstring(claim: Claim, anatomy: Anatomy, *, source: Source) -> Iterator[Splice]:
    """Replace the docstring that a build wrote, or add the first one that the spec has."""
    function, span = claim.function, claim.function.docstring
    wanted = claim.element.part(PartKind.DOCSTRING).strip()
    current = docstring(function, anatomy)
    if function.one_line or current == dedented(wanted):
        return
    text = _placed(wanted, function.body_indent, source=source)
    if span is None:
        if not claim.base.get(PartKind.DOCSTRING):
            at = function.header_end
            yield Splice(at, at, function.body_indent + text + source.eol)
    elif claim.wrote(PartKind.DOCSTRING, current):
        if wanted:
            yield Splice(span.start, span.end, text)
        elif not anatomy.source[span.end : line_end(anatomy.source, span.end)].strip():
            start = line_start(anatomy.source, span.start)
            yield Splice(start, line_end(anatomy.source, span.end), b"")


def edit_body(claim: Claim, anatomy: Anatomy, *, source: Source) -> Iterator[Splice]:
    """Replace a body that is exactly what a build wrote."""
    function = claim.function
    current, wanted = body(function, anatomy), claim.element.part(PartKind.BODY)
    if function.one_line or current == dedented(wanted):
        return
    if claim.wrote(PartKind.BODY, current):
        blank = _BLANK_LINES.match(anatomy.source, function.body_start)
        start = blank.end() if blank else function.body_start
        text = function.body_indent + _placed(wanted.strip(), function.body_indent, source=source)
        yield Splice(start, function.end, text + source.eol)


def _placed(text: str, indent: bytes, *, source: Source) -> bytes:
    """Generated text, indented as in a function at module level, with ``indent`` instead.

    A line that is indented less is inside of a string, and stays as it is.
    """
    first, *rest = text.split("\n")
    prefix = indent.decode()
    moved = (prefix + line[4:] if line.startswith(_INDENT) else line for line in rest)
    return source.eol.join(line.encode() for line in (first, *moved))
