"""Say why a cell or scenario has its status: every rule applied and every test linked."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Place, Span
from specgen.gaps.existing import ExistingTests
from specgen.gaps.model import Basis, CellState, GapReport, Standing
from specgen.gaps.model_explanation import Explanation, NotFound, Reason
from specgen.gaps.waived import Waived
from specgen.inventory.model import Inventory, Link, TestItem
from specgen.program.model import Cell, Module, Program, Scenario
from specgen.spelling import closest


class Explainer:
    """Explains what one report says of one program."""

    def __init__(self, program: Program, report: GapReport, *, inventory: Inventory) -> None:
        self._program = program
        self._report = report
        self._tests = ExistingTests(inventory, program)
        self._cells = {f"{cell.module}.{cell.type}": cell for cell in program.cells}

    def explain(self, word: str) -> Explanation | NotFound:
        """The scenario or cell (``module.type``) that ``word``, an id or its tail, means.

        A module means its cells, as far as anything is said of them.
        """
        names = [*self._program.scenario_by_id, *self._cells]
        found = [n for n in names if n == word] or [n for n in names if n.endswith(f".{word}")]
        found = found or [n for n, c in self._cells.items() if c.module == word and _matters(c)]
        if len(found) != 1:
            near = closest(word, names)
            return NotFound(word, tuple(found) or ((near,) if near else ()))
        scenario = self._program.scenario_by_id.get(found[0])
        if scenario is not None:
            return self._of_scenario(scenario)
        return self._of_cell(self._cells[found[0]])

    def cell_of(self, answer: Explanation) -> tuple[str, str]:
        """The full name of the module and the type that an answer of this one is about."""
        scenario = self._program.scenario_by_id.get(answer.subject)
        cell = self._cells[f"{scenario.module}.{scenario.type}" if scenario else answer.subject]
        return self._program.module_by_id[cell.module].name, cell.type

    def _of_scenario(self, scenario: Scenario) -> Explanation:
        cell = self._cells[f"{scenario.module}.{scenario.type}"]
        standing = self._report.standing_by_id[scenario.id]
        module = self._program.module_by_id[scenario.module]
        return Explanation(
            scenario.id,
            self._status(scenario, standing),
            (
                *_written(scenario),
                *self._policy(module, cell),
                *self._levels(scenario, standing),
                *self._exceptions(scenario),
                *self._linked(module, cell, scenario=scenario),
            ),
        )

    def _of_cell(self, cell: Cell) -> Explanation:
        state = self._report.cell_at[cell.key]
        module = self._program.module_by_id[cell.module]
        scenarios = (Reason("scenario", name) for name in cell.scenarios)
        extending = (s for s in self._program.scenarios if cell.module in s.also)
        also = (Reason("also", f"{s.id} counts for it") for s in extending if s.type == cell.type)
        return Explanation(
            f"{cell.module}.{cell.type}",
            _status_of(state),
            (
                *self._policy(module, cell),
                Reason("level", f"{_graded(state)}: {state.evidence}"),
                *scenarios,
                *also,
                *self._linked(module, cell),
            ),
        )

    def _status(self, scenario: Scenario, standing: Standing) -> str:
        if scenario.id in self._report.row_by_id:
            return f"{standing.level}, a gap"
        if standing.met:
            return f"{standing.level}, met"
        return f"{standing.level}, {'no gap of its own' if scenario.owed else 'not owed'}"

    def _policy(self, module: Module, cell: Cell) -> Iterator[Reason]:
        """What the tier asks of the cell."""
        tier = self._program.tier_named[module.tier]
        asks = "requires" if cell.required else "does not require"
        yield Reason("tier", f"{tier.name} {asks} {cell.type} tests", tier.place)
        threshold = f"a level below {module.threshold} is a gap"
        if module.evidence is not module.threshold:
            threshold += f"; the gate asks for {module.evidence}"
        yield Reason("evidence", threshold, tier.place)
        if cell.exempt:
            yield Reason("exempt", cell.exempt, module.place.at("exempt").key(cell.type))
        if module.planned:
            yield Reason("planned", "the module does not exist yet", module.place.key("planned"))

    def _levels(self, scenario: Scenario, standing: Standing) -> Iterator[Reason]:
        if scenario.grouped:
            yield Reason("group", f"{standing.have} of {standing.least} tests are there")
        how = "any live test of the cell meets a baseline" if scenario.baseline else (
            "only a test with its id, or one that its `tests` name, meets it"
        )  # fmt: skip
        yield Reason("met by", how)
        yield Reason("level", f"{_graded(standing)}: {standing.evidence}")

    def _exceptions(self, scenario: Scenario) -> Iterator[Reason]:
        row = self._report.row_by_id.get(scenario.id)
        waived = Waived(self._program, self._tests)
        standing = self._report.standing_by_id[scenario.id]
        for waiver in self._program.waivers:
            if scenario.id in waiver.covers or waived.names(waiver, standing):
                text = f"{waiver.allow} until {waiver.expires}: {waiver.reason} ({waiver.issue})"
                yield Reason("waiver", text, waiver.place)
        for blocker in row.blocked_by if row is not None else ():
            yield Reason("blocked by", blocker)
        if row is not None and row.milestone:
            yield Reason("milestone", row.milestone)

    def _linked(
        self, module: Module, cell: Cell, *, scenario: Scenario | None = None
    ) -> Iterator[Reason]:
        """Every test that speaks for it, then those that reach the module and do not count.

        Without ``scenario`` for all scenarios of the cell.
        """
        names = [scenario.id] if scenario is not None else cell.scenarios
        for one in (self._program.scenario_by_id[name] for name in names):
            standing = self._report.standing_by_id[one.id]
            if standing.basis is Basis.GENERATED and not one.baseline:
                yield Reason("test", f"{one.id}: {standing.level}; {standing.evidence}")
            for item in self._tests.marked.get(one.id, ()):
                yield _test(item, f"carries the id {one.id}")
            for item in self._tests.matching(one.tests):
                yield _test(item, f"named by the `tests` of {one.id}")
        for item in self._tests.matching(module.tests):
            yield _test(item, "named by the `tests` of the module")
        for item, link in self._tests.reaching.get((module.name, cell.type), ()):
            yield _test(item, _reach(link))


def _written(scenario: Scenario) -> Iterator[Reason]:
    if scenario.implicit:
        yield Reason("scenario", "nobody wrote it: every required cell has a baseline")
    else:
        yield Reason("scenario", scenario.title, scenario.place)
    if not scenario.owed:
        yield Reason("optional", "written down, not owed", scenario.place.key("optional"))


def _status_of(state: CellState) -> str:
    if state.exempt:
        return "exempt"
    if not state.owed:
        return f"{state.level}, not owed"
    return f"{state.level}, {'covered' if state.covered else 'a gap'}"


def _graded(found: CellState | Standing | TestItem) -> str:
    """The level, and that it is weak where it is."""
    return f"{found.level} (weak)" if found.weak else str(found.level)


def _reach(link: Link) -> str:
    counts = "counts" if link.counts else "too weak to count"
    return f"{link.how} (weight {link.weight:.1f}, {counts}): {link.why}"


def _test(item: TestItem, why: str) -> Reason:
    state = _graded(item) if item.live else f"dead, {item.dead}: {item.why_dead}"
    grade = f"; {item.why_level}" if item.live and item.why_level else ""
    span = Span(item.span.line, item.span.column, item.span.line, item.span.column)
    place = Place(PurePosixPath(item.home), span=span)
    return Reason("test", f"{item.node_id}: {state}{grade}; {why}", place)


def _matters(cell: Cell) -> bool:
    """Whether a cell is owed, exempt, or has scenarios."""
    return cell.required or bool(cell.exempt or cell.scenarios)
