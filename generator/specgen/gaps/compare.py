"""Meant minus exists: the one join (its rules are in docs/gaps.md)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from specgen.gaps.blockers import Blockers
from specgen.gaps.existing import ExistingTests
from specgen.gaps.model import Basis, CellState, GapReport, GapRow, Standing
from specgen.gaps.waived import Waived
from specgen.gaps.witnesses import Witness, Witnesses
from specgen.inventory.model import Inventory
from specgen.levels import Level
from specgen.program.model import Cell, Module, Program, Scenario

_NONE: frozenset[str] = frozenset()


def compare(
    program: Program,
    inventory: Inventory,
    *,
    generated: Mapping[str, Level],
    altered: Collection[str] = _NONE,
    done: Collection[str] = _NONE,
) -> GapReport:
    """Every cell and scenario of ``program`` with its static level, and the gaps among them.

    ``inventory`` holds the tests that were read.  ``generated`` gives the level of each element
    of a generated file that stands exactly as planned and so was not read.  ``altered`` are
    the ids whose finished tests are no longer what the spec promises: they meet nothing.  ``done``
    are ids of tasks and goals that hold; all others still block what needs them.
    """
    existing = ExistingTests(inventory, program)
    witnesses = Witnesses(program, existing, generated=generated, altered=altered)
    cells: list[CellState] = []
    standings: dict[str, Standing] = {}
    floors = {module.id: module.threshold.rank for module in program.modules}
    for module, cell in _cells(program):
        floor = floors[module.id]
        found = witnesses.of_cell(module, cell)
        otherwise = "" if found else witnesses.nearest(module, cell)
        scenarios = [program.scenario_by_id[name] for name in cell.scenarios]
        owed = not cell.exempt and (cell.required or any(map(_explicit, scenarios)))
        state = _state(module, cell, owed=owed, found=found, otherwise=otherwise)
        cells.append(state)
        for scenario in scenarios:
            own = found if scenario.baseline else witnesses.of_scenario.get(scenario.id, ())
            standings[scenario.id] = _standing(scenario, floor=floor, found=own)
    unmet = {name for name, standing in standings.items() if not standing.met}
    blockers = Blockers(program, unmet - _exempted(program), done=done)
    waived = Waived(program, existing)
    return GapReport(
        project=program.project.name,
        modules=tuple(module.id for module in program.modules),
        types=tuple(test_type.name for test_type in program.types),
        cells=tuple(cells),
        standings=tuple(standings.values()),
        rows=tuple(_rows(program, cells, standings=standings, blockers=blockers, waived=waived)),
    )


def _cells(program: Program) -> Iterator[tuple[Module, Cell]]:
    """Cells in the order of modules, then of types."""
    for module in program.modules:
        for test_type in program.types:
            cell = program.cell_at.get((module.id, test_type.name))
            if cell is not None:
                yield module, cell


def _state(
    module: Module, cell: Cell, *, owed: bool, found: Sequence[Witness], otherwise: str
) -> CellState:
    """A cell's level is that of its best witness; ``otherwise`` says why there is none."""
    best = max(found, key=_strength, default=None)
    level = best.level if best else Level.MISSING
    return CellState(
        module=module.id,
        type=cell.type,
        tier=module.tier,
        level=level,
        covered=level.rank >= module.threshold.rank,
        owed=owed,
        exempt=cell.exempt,
        basis=best.basis if best else Basis.NOTHING,
        evidence=best.words if best else otherwise,
        tests=_tests(found),
        weak=best is not None and best.weak,
    )


def _standing(scenario: Scenario, *, floor: int, found: Sequence[Witness]) -> Standing:
    """A scenario's level is that of the weakest test it cannot do without: the best one, or of a
    group that owes ``least`` tests the ``least``-th best.  ``floor`` is its module's threshold."""
    module, least = scenario.module, scenario.least
    if not found:
        return Standing(scenario.id, module, scenario.type, met=not least, least=least)
    ranked = sorted(found, key=_strength, reverse=True) if len(found) > 1 else found
    have = sum([witness.level.rank >= floor for witness in ranked])
    decisive = ranked[max(least, 1) - 1 :][:1]
    return Standing(
        id=scenario.id,
        module=module,
        type=scenario.type,
        level=decisive[0].level if decisive else Level.MISSING,
        met=have >= least,
        have=have,
        least=least,
        basis=ranked[0].basis,
        evidence=ranked[0].words,
        tests=_tests(found),
        weak=bool(decisive) and decisive[0].weak,
    )


def _strength(witness: Witness) -> tuple[int, bool]:
    return witness.strength


def _tests(found: Iterable[Witness]) -> tuple[str, ...]:
    return tuple(sorted([w.name for w in found if w.basis is Basis.TEST]))


def _explicit(scenario: Scenario) -> bool:
    """Whether somebody wrote it down as owed."""
    return scenario.owed and not scenario.implicit


def _rows(
    program: Program,
    cells: Iterable[CellState],
    *,
    standings: Mapping[str, Standing],
    blockers: Blockers,
    waived: Waived,
) -> Iterator[GapRow]:
    milestone_of = _milestones(program)
    rest = next((m.id for m in program.milestones if m.rest), "")
    for cell in cells:
        module = program.module_by_id[cell.module]
        for scenario in _gaps(program, cell, standings=standings):
            standing = standings[scenario.id]
            yield GapRow(
                id=scenario.id,
                module=module.id,
                type=scenario.type,
                tier=module.tier,
                level=standing.level,
                have=standing.have,
                least=standing.least,
                priority=scenario.priority,
                effort=scenario.effort,
                title=scenario.title,
                waived=waived.until(standing),
                blocked_by=blockers.of(module, scenario),
                milestone=milestone_of.get(scenario.id, rest),
            )


def _gaps(
    program: Program, cell: CellState, *, standings: Mapping[str, Standing]
) -> list[Scenario]:
    """The owed scenarios of ``cell`` that are not met.

    The baseline that nobody wrote is one of them only if no other is: the test that closes an
    explicit gap covers the cell too.
    """
    if not cell.owed:
        return []
    meant = program.cell_at[cell.module, cell.type].scenarios
    scenarios = [program.scenario_by_id[name] for name in meant]
    missing = [s for s in scenarios if s.owed and not standings[s.id].met]
    return [s for s in missing if not s.implicit] or missing


def _exempted(program: Program) -> set[str]:
    """Scenarios of exempt cells: nobody owes them, so they stand in nobody's way."""
    return {name for cell in program.cells if cell.exempt for name in cell.scenarios}


def _milestones(program: Program) -> Mapping[str, str]:
    """The first milestone that covers each scenario by name."""
    found: dict[str, str] = {}
    for milestone in program.milestones:
        for name in milestone.scenarios:
            found.setdefault(name, milestone.id)
    return found
