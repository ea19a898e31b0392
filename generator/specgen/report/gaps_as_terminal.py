"""Gap reports for people at a terminal: a heat map of cells, the gap rows, and the totals."""

from collections.abc import Iterator
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from specgen.gaps.model import PRIORITIES, Basis, CellState, GapReport, GapRow, Total
from specgen.levels import Level
from specgen.report.model import Style
from specgen.report.model_gaps import GapFormat
from specgen.report.visible import visible

MOST_ROWS, MOST_MODULES = 200, 60  # what people read; a filter or another format shows the rest
LEGEND = (
    "number: live tests  ~: weak  g: generated  r: recorded  *: open scenarios  "
    ".: missing  s: skeleton  h: hollow  f: expected to fail  x: exempt"
)
_SYMBOLS = {
    Level.MISSING: ".",
    Level.SKELETON: "s",
    Level.HOLLOW: "h",
    Level.EXPECTED_FAILURE: "f",
}
_COLOURS = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan"}


def gaps_as_terminal(report: GapReport, style: Style) -> str:
    """Tables as wide as ``style`` says, in colour where it says so, the heaviest gaps first."""
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
        for part in _parts(report):
            console.print(part)
    lines = captured.get().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _parts(report: GapReport) -> Iterator[RenderableType]:
    owed = sum(cell.owed for cell in report.cells)
    modules = len(report.modules)
    total = report.totals.total
    yield Text(
        f"{visible(report.project)}: {_count(total.gaps, 'gap')} in {_count(owed, 'owed cell')}"
        f" of {_count(modules, 'module')}" + (f", {total.effort_text}" if total.gaps else "")
    )
    if report.cells:
        yield from _heat_map(report)
    if report.rows:
        yield from _rows(report)
        yield _totals(report)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _heat_map(report: GapReport) -> Iterator[RenderableType]:
    grid = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    grid.add_column("module", overflow="fold")
    for name in report.types:
        grid.add_column(Text(visible(name)), justify="right", overflow="fold")
    shown = sorted(report.modules, key=lambda m: -len(report.rows_of.get(m, ())))[:MOST_MODULES]
    for module in (name for name in report.modules if name in set(shown)):
        cells = (report.cell_at.get((module, name)) for name in report.types)
        open_types = {row.type for row in report.rows_of.get(module, ())}
        marks = (_mark(cell, open_types) if cell else Text("") for cell in cells)
        grid.add_row(Text(visible(module)), *marks)
    yield grid
    yield Text(LEGEND, style="dim")
    if len(report.modules) > MOST_MODULES:
        yield Text(f"{len(report.modules) - MOST_MODULES} modules more, with fewer gaps")


def _mark(cell: CellState, open_types: set[str]) -> Text:
    if cell.exempt:
        return Text("x", style="dim")
    if not cell.covered:
        if not cell.owed:
            return Text("")
        return Text(_SYMBOLS.get(cell.level, "."), style="bold red")
    symbol = {Basis.GENERATED: "g", Basis.RECORDED: "r"}.get(cell.basis, str(len(cell.tests)))
    still = cell.type in open_types
    return Text(f"{symbol}{'~' * cell.weak}{'*' * still}", style="yellow" if still else "green")


def _rows(report: GapReport) -> Iterator[RenderableType]:
    listing = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for name in ("scenario", "status", "priority", "effort", "notes"):
        listing.add_column(name, overflow="fold", justify="right" if name == "effort" else "left")
    ranks = {name: rank for rank, name in enumerate(PRIORITIES)}
    ordered = sorted(report.rows, key=lambda row: ranks.get(row.priority, len(ranks)))
    for row in ordered[:MOST_ROWS]:
        listing.add_row(
            Text(visible(row.id.removesuffix(".baseline"))),
            Text(row.status),
            Text(row.priority, style=_COLOURS.get(row.priority, "")),
            Text(row.effort_text),
            Text(_notes(row)),
        )
    yield listing
    if len(ordered) > MOST_ROWS:
        yield Text(f"{len(ordered) - MOST_ROWS} gaps more: narrow the report, or --format json")


def _notes(row: GapRow) -> str:
    said = [visible(row.title)] if row.title else []
    if row.waived:
        said.append(f"waived until {row.waived.isoformat()}")
    if row.blocked_by:
        said.append(f"blocked by {visible(', '.join(row.blocked_by))}")
    return "; ".join(said)


def _totals(report: GapReport) -> RenderableType:
    sums = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    sums.add_column("total", overflow="fold")
    for name in ("modules missing", "gaps", "effort", "waived", "blocked"):
        sums.add_column(name, justify="right", overflow="fold")
    for each in report.totals.by_type:
        if each.owed:
            sums.add_row(Text(visible(each.type)), f"{each.missing}/{each.owed}", *_sum(each.gaps))
    sums.add_section()
    for name, total in report.totals.by_priority.items():
        sums.add_row(Text(name), "", *_sum(total))
    sums.add_section()
    for name, total in report.totals.by_tier.items():
        sums.add_row(Text(visible(name)), "", *_sum(total))
    sums.add_section()
    sums.add_row("all", "", *_sum(report.totals.total))
    return sums


def _sum(total: Total) -> tuple[str, ...]:
    return (str(total.gaps), total.effort_text, str(total.waived), str(total.blocked))


GAPS_AS_TERMINAL = GapFormat("text", "for people: heat map, rows, totals", gaps_as_terminal)
