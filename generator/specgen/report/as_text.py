"""Diagnostics for people: the address, one phrase, the source line with carets, the way out."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Severity, Span
from specgen.report.excerpt import excerpt
from specgen.report.model import Format, Located, LocatedDiagnostic, Style, counts
from specgen.report.visible import visible, visible_lines

_COLOURS = {
    Severity.ERROR: "1;31",
    Severity.FINDING: "1;35",
    Severity.WARNING: "1;33",
    Severity.NOTE: "1;36",
}
_BOLD, _DIM = "1", "2"


def as_text(located: Located, style: Style) -> str:
    """A paragraph per diagnostic and a summary line; empty where there is nothing to say."""
    if not located:
        return ""
    paragraphs = ["\n".join(_paragraph(each, style)) for each in located]
    return "\n\n".join([*paragraphs, _summary(located)]) + "\n"


def _paragraph(each: LocatedDiagnostic, style: Style) -> Iterator[str]:
    said = each.diagnostic
    address = _painted(_address(each.path, each.span), _BOLD, style)
    label = _painted(f"{said.severity}[{visible(said.rule)}]", _COLOURS[said.severity], style)
    yield f"{address} {label} {visible(said.message)}"
    gutter = max(len(str(span.line)) for span in (each.span, *(r.span for r in each.related)))
    colour = _COLOURS[said.severity]
    yield from _excerpt(each.lines, each.span, gutter, colour=colour, style=style)
    margin = " " * (gutter + 2)
    if said.tip:
        yield f"{margin}tip: {visible(said.tip)}"
    for other in each.related:
        yield f"{margin}{_address(other.path, other.span)} {visible(other.message)}"
        yield from _excerpt(other.lines, other.span, gutter, colour=_DIM, style=style)
    if said.detail:
        yield visible_lines(said.detail.rstrip("\n"))


def _excerpt(
    lines: tuple[str, ...], span: Span, gutter: int, *, colour: str, style: Style
) -> Iterator[str]:
    if not lines:
        return
    line, carets = excerpt(lines, span, max(style.width - gutter - 5, 20))
    yield f"  {span.line:>{gutter}} | {line}".rstrip()
    yield f"  {'':>{gutter}} | {_marked(carets, colour, style)}"


def _marked(carets: str, colour: str, style: Style) -> str:
    blanks = carets.rstrip("^")
    return blanks + _painted(carets[len(blanks) :], colour, style)


def _address(path: PurePosixPath, span: Span) -> str:
    return f"{visible(str(path))}:{span.line}:{span.column}"


def _painted(text: str, code: str, style: Style) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if style.colour else text


def _summary(located: Located) -> str:
    said = [f"{n} {severity}{'s' * (n != 1)}" for severity, n in counts(located).items() if n]
    files = len({each.path for each in located})
    return f"{', '.join(said)} in {files} file{'s' * (files != 1)}"


AS_TEXT = Format("text", "for people, with source lines and tips", as_text)
