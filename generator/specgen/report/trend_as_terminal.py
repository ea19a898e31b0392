"""Trends for people at a terminal."""

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from specgen.history.model import Trend
from specgen.report.model import Style
from specgen.report.model_trend import TrendFormat
from specgen.report.trend_tables import Sheet, headline, sheets
from specgen.report.visible import visible


def trend_as_terminal(trends: Sequence[Trend], style: Style) -> str:
    """Tables as wide as ``style`` says; in colour where it says so, else plain."""
    console = Console(
        file=StringIO(),
        width=style.width,
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        no_color=not style.colour,
        legacy_windows=False,
        emoji=False,
        markup=False,
        highlight=False,
    )
    with console.capture() as captured:
        for part in (part for each in trends for part in _parts(each)):
            console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _parts(trend: Trend) -> Iterator[RenderableType]:
    yield Text(visible(headline(trend)), style="bold")
    if not trend.sessions:
        yield Text("nothing is remembered: `specgen gate --ledger FOLDER` remembers runs")
    for sheet in sheets(trend):
        yield Text("")
        yield Text(visible(sheet.title), style="bold")
        yield _table(sheet)
        if sheet.more:
            yield Text(f"and {sheet.more:,} more (--format json lists all)")


def _table(sheet: Sheet) -> Table:
    listing = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for number, head in enumerate(sheet.heads):
        listing.add_column(head.lower(), overflow="fold", justify="right" if number else "left")
    for row in sheet.rows:
        listing.add_row(*(Text(visible(cell)) for cell in row))
    return listing


TREND_AS_TERMINAL = TrendFormat("text", "for people", trend_as_terminal)
