"""A source line with a caret line below it, in terminal cells."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from specgen.diagnostics import Span
from specgen.report.visible import visible

TAB = "    "
_CUT = "…"
_LEAD = 20  # cells kept before the caret where a long line is cut


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One character as shown, and the cells that it takes."""

    shown: str
    cells: int
    marked: bool


def excerpt(lines: tuple[str, ...], span: Span, *, width: int) -> tuple[str, str]:
    """The first of ``lines`` and the carets below it, each at most ``width`` (24 or more) cells.

    Tabs are shown as four blanks, wide characters count two cells and combining ones none; a line
    that is too long is cut on both sides of the caret.
    """
    glyphs = _clipped([*_glyphs(lines[0] if lines else "", span)], width)
    first = next(i for i, glyph in enumerate(glyphs) if glyph.marked)
    before = sum(glyph.cells for glyph in glyphs[:first])
    marked = sum(glyph.cells for glyph in glyphs if glyph.marked)
    shown = "".join(glyph.shown for glyph in glyphs).rstrip()
    return shown, " " * before + "^" * max(marked, 1)


def _glyphs(line: str, span: Span) -> Iterator[_Glyph]:
    """Every character of ``line``; at least one glyph is marked, behind the end if need be."""
    last = span.end_column if span.end_line == span.line else len(line.rstrip()) + 1
    start = min(span.column, len(line) + 1)
    end = max(last, start + 1)
    for column, character in enumerate(line, 1):
        shown = TAB if character == "\t" else visible(character)
        yield _Glyph(shown, _cells(shown), start <= column < end)
    if start > len(line):
        yield _Glyph(" ", 1, True)


def _clipped(glyphs: list[_Glyph], width: int) -> list[_Glyph]:
    if sum(glyph.cells for glyph in glyphs) <= width:
        return glyphs
    caret = next(i for i, glyph in enumerate(glyphs) if glyph.marked)
    ahead = accumulate(glyph.cells for glyph in reversed(glyphs[:caret]))
    lead = min(_LEAD, width - 2 - glyphs[caret].cells)  # the caret itself must fit
    start = caret - sum(1 for cells in ahead if cells <= lead)
    cut = _Glyph(_CUT, 1, False)
    kept = [cut] if start else []
    room = width - len(kept) - 1
    fitting = [cells <= room for cells in accumulate(glyph.cells for glyph in glyphs[start:])]
    kept += glyphs[start : start + sum(fitting)]
    return kept if all(fitting) else [*kept, cut]


def _cells(shown: str) -> int:
    return sum(_width(character) for character in shown)


def _width(character: str) -> int:
    if " " <= character <= "~":
        return 1
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
