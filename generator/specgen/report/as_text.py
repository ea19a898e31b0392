"""Diagnostics for people: the address, one phrase, the source line with carets, the way out."""

from collections.abc import Iterator

from specgen.diagnostics import Severity
from specgen.report.excerpt import excerpt
from specgen.report.model import Format, Located, LocatedDiagnostic, LocatedPlace, Style, counts
from specgen.report.visible import visible, visible_lines

_COLOURS = {
    Severity.ERROR: "1;31",
    Severity.FINDING: "1;35",
    Severity.WARNING: "1;33",
    Severity.NOTE: "1;36",
}
_BOLD, _DIM = "1", "2"
_NARROWEST = 24


def as_text(located: Located, style: Style) -> str:
    """A paragraph per diagnostic and a summary line; empty where there is nothing to say."""
    if not located:
        return ""
    paragraphs = ["\n".join(_paragraph(each, style)) for each in located]
    return "\n\n".join([*paragraphs, _summary(located)]) + "\n"


def _paragraph(each: LocatedDiagnostic, style: Style) -> Iterator[str]:
    said, colour = each.diagnostic, _COLOURS[each.diagnostic.severity]
    address = _painted(_address(each), style, code=_BOLD)
    label = _painted(f"{said.severity}[{visible(said.rule)}]", style, code=colour)
    yield f"{address} {label} {visible(said.message)}"
    spans = (each.span, *(other.span for other in each.related))
    gutter = max(len(str(span.line)) for span in spans)
    yield from _excerpt(each, style, gutter=gutter, code=colour)
    margin = " " * (gutter + 2)
    if said.tip:
        first, *more = visible_lines(said.tip).split("\n")
        yield f"{margin}tip: {first}"
        yield from (f"{margin}     {line}".rstrip() for line in more)
    for other in each.related:
        yield f"{margin}{_address(other)} {visible(other.message)}"
        yield from _excerpt(other, style, gutter=gutter, code=_DIM)
    if said.detail:
        yield visible_lines(said.detail.rstrip("\n"))


def _excerpt(
    shown: LocatedDiagnostic | LocatedPlace, style: Style, *, gutter: int, code: str
) -> Iterator[str]:
    if not shown.lines:
        return
    width = max(style.width - gutter - 5, _NARROWEST)
    line, carets = excerpt(shown.lines, shown.span, width=width)
    yield f"  {shown.span.line:>{gutter}} | {line}".rstrip()
    blanks = carets.rstrip("^")
    yield f"  {'':>{gutter}} | {blanks}{_painted(carets[len(blanks) :], style, code=code)}"


def _address(shown: LocatedDiagnostic | LocatedPlace) -> str:
    return f"{visible(str(shown.path))}:{shown.span.line}:{shown.span.column}"


def _painted(text: str, style: Style, *, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if style.colour else text


def _summary(located: Located) -> str:
    said = [f"{n} {severity}{'s' * (n != 1)}" for severity, n in counts(located).items() if n]
    files = len({each.path for each in located})
    return f"{', '.join(said)} in {files} file{'s' * (files != 1)}"


AS_TEXT = Format("text", "for people, with source lines and tips", as_text)
