"""The sections of a gap document that hold its rows: one per module, in name order."""

from collections.abc import Iterable, Iterator, Sequence

from specgen.gaps.model import Basis, CellState, GapReport, GapRow
from specgen.levels import Level
from specgen.markdown import code, escaped, table
from specgen.program.model import Module, Program
from specgen.program.model_policy import Budget

COLUMNS = (
    "Type", "Scenario", "Status", "Priority", "Effort", "Notes", "Blocked by", "Waived until",
)  # fmt: skip
PLANNED_COLUMNS = (*COLUMNS, "Milestone")  # where the project has milestones


def module_sections(program: Program, report: GapReport) -> Iterator[str]:
    """The text of each module's section."""
    cells: dict[str, list[CellState]] = {}
    for cell in report.cells:
        cells.setdefault(cell.module, []).append(cell)
    for module in program.modules:
        rows = report.rows_of.get(module.id, ())
        yield _section(program, module, cells=cells.get(module.id, ()), rows=rows)


def coverage_of(budget: Budget) -> str:
    """The coverage that a budget asks for, as written, or the empty string."""
    return next((limit.text for limit in budget if limit.measure == "coverage"), "")


def row_cells(row: GapRow) -> tuple[str, ...]:
    """One gap row as the cells of ``PLANNED_COLUMNS``."""
    return (
        escaped(row.type),
        "" if row.id.endswith(".baseline") else code(_slug(row)),
        row.status,
        row.priority,
        row.effort_text,
        escaped(row.title),
        ", ".join(code(blocker) for blocker in row.blocked_by),
        row.waived.isoformat() if row.waived else "",
        code(row.milestone) if row.milestone else "",
    )


def _section(
    program: Program, module: Module, *, cells: Sequence[CellState], rows: Sequence[GapRow]
) -> str:
    facts = "".join(
        f"- **{name}:** {value}\n" for name, value in _facts(program, module, cells=cells)
    )
    columns = PLANNED_COLUMNS if program.milestones else COLUMNS
    lines = (row_cells(row)[: len(columns)] for row in rows)
    gaps = f"\n{table(columns, lines)}" if rows else ""
    return f"### {code(module.id)}\n\n{facts}{gaps}\n"


def _facts(
    program: Program, module: Module, *, cells: Sequence[CellState]
) -> Iterator[tuple[str, str]]:
    tier = program.tier_named[module.tier]
    yield "Module", code(module.name)
    yield "Tier", f"{escaped(tier.title)} ({code(tier.name)})"
    coverage = coverage_of(module.budget)
    if coverage and coverage != coverage_of(tier.budget):
        yield "Coverage", escaped(coverage)
    if module.owner:
        yield "Owner", code(module.owner)
    if module.planned:
        yield "Planned", escaped(module.ref) if module.ref else "yes"
    owed = [cell for cell in cells if cell.owed]
    if present := [escaped(cell.type) for cell in owed if cell.covered]:
        yield "Present", ", ".join(present)
    if missing := [_missing(cell) for cell in owed if not cell.covered]:
        yield "Missing", ", ".join(missing)
    if exempt := [f"{escaped(c.type)} ({escaped(c.exempt)})" for c in cells if c.exempt]:
        yield "Exempt", ", ".join(exempt)
    if recorded := _recorded(owed):
        yield "Recorded", recorded


def _missing(cell: CellState) -> str:
    name = escaped(cell.type)
    return name if cell.level is Level.MISSING else f"{name} ({cell.level})"


def _recorded(cells: Iterable[CellState]) -> str:
    """What rests on a snapshot, each under its date and source."""
    found: dict[str, list[str]] = {}
    for cell in cells:
        if cell.basis is Basis.RECORDED and cell.covered:
            found.setdefault(cell.evidence.removeprefix("recorded "), []).append(cell.type)
    return "; ".join(f"{escaped(', '.join(t))} ({escaped(words)})" for words, t in found.items())


def _slug(row: GapRow) -> str:
    return row.id.removeprefix(f"{row.module}.{row.type}.")
