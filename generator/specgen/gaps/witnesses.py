"""Which tests speak for a scenario and for a cell, and how strongly each does."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from specgen.gaps.existing import ExistingTests
from specgen.gaps.model import Basis
from specgen.inventory.model import TestItem
from specgen.levels import Level
from specgen.program.model import Cell, Module, Program, Scenario

Key = tuple[str, str]  # module id and type


class Witness(NamedTuple):
    """One test or snapshot that speaks for a scenario or cell; ``name`` is unique among them."""

    name: str
    level: Level
    basis: Basis
    why: str
    weak: bool = False

    @property
    def strength(self) -> tuple[int, bool]:
        """By which witnesses are ranked: the level, and of one level those that are not weak."""
        return self.level.rank, not self.weak

    @property
    def words(self) -> str:
        """What it is and why it counts, for `explain`."""
        return f"{self.name}: {self.why}" if self.basis is Basis.TEST else self.why


class Witnesses:
    """All witnesses of a program, by scenario and by cell.  Dead tests are none."""

    def __init__(
        self,
        program: Program,
        index: ExistingTests,
        *,
        generated: Mapping[str, Level],
        altered: Collection[str] = (),
    ) -> None:
        self._program = program
        self._index = index
        self._altered = frozenset(altered)
        self._generated = self._by_scenario(generated)
        self._recorded = dict(_recorded(program))
        self.of_scenario = dict(self._of_scenarios())
        self._extending = self._extensions()

    def of_cell(self, module: Module, cell: Cell) -> tuple[Witness, ...]:
        """Those of the cell's type that reach its module with weight, those that the module's
        ``tests`` name, those of its scenarios and of scenarios that extend to it, and the
        snapshot where the code is elsewhere; each once."""
        key = cell.key
        found: list[Witness] = []
        for item, link in self._index.reaching.get((module.name, cell.type), ()):
            if link.counts and item.live:
                found.append(_test(item, link.why or f"{link.how} in line {link.line}"))
        for item in self._index.matching(module.tests):
            if item.type == cell.type and item.live:
                found.append(_test(item, "named by the module's tests"))
        for scenario_id in (*cell.scenarios, *self._extending.get(key, ())):
            found.extend(self.of_scenario.get(scenario_id, ()))
        if key in self._recorded:
            found.append(Witness("", Level.WRITTEN, Basis.RECORDED, self._recorded[key]))
        return unique(found)

    def nearest(self, module: Module, cell: Cell) -> str:
        """Why no test speaks for the cell: the first that would but for being dead or too weak."""
        for item, link in self._index.reaching.get((module.name, cell.type), ()):
            if not item.live:
                return f"no live test is linked to it; {item.node_id} is {item.dead}"
            return f"no test is linked to it with weight; {item.node_id}: {link.why or link.how}"
        return "no test is linked to it"

    def _of_scenarios(self) -> Iterator[tuple[str, tuple[Witness, ...]]]:
        """Scenarios that have any witness, with theirs."""
        spoken_for = self._index.marked.keys() | self._generated.keys()
        for scenario in self._program.scenarios:
            if scenario.id in spoken_for or scenario.tests or scenario.renamed_from:
                yield scenario.id, unique(self._of_scenario(scenario))

    def _of_scenario(self, scenario: Scenario) -> Iterator[Witness]:
        marked = [self._by_mark(item) for item in self._marked(scenario)]
        yield from marked
        if not marked:
            for element, level in self._generated.get(scenario.id, ()):
                yield Witness(element, level, Basis.GENERATED, "generated test, as planned")
        if scenario.tests:
            named = self._index.matching(scenario.tests)
            yield from (_test(item, "named by its tests") for item in named if item.live)

    def _by_mark(self, item: TestItem) -> Witness:
        """A test that carries the id: one that people altered is no more than begun."""
        if self._altered.isdisjoint(item.spec_ids):
            return _test(item, "marked with its id")
        level = min(item.level, Level.HOLLOW, key=lambda level: level.rank)
        why = "marked with its id, but not the test that the spec promises"
        return _test(item, why)._replace(level=level)

    def _by_scenario(self, generated: Mapping[str, Level]) -> Mapping[str, list[tuple[str, Level]]]:
        found: dict[str, list[tuple[str, Level]]] = defaultdict(list)
        for element, level in generated.items():
            found[self._index.scenario_of(element)].append((element, level))
        return found

    def _marked(self, scenario: Scenario) -> Iterator[TestItem]:
        """Live tests that carry its id, or one that it had before."""
        for name in (scenario.id, *scenario.renamed_from):
            yield from (item for item in self._index.marked.get(name, ()) if item.live)

    def _extensions(self) -> Mapping[Key, list[str]]:
        """Scenarios of other modules by the cells that their ``also`` extends to."""
        found: dict[Key, list[str]] = defaultdict(list)
        for scenario in self._program.scenarios:
            for module in scenario.also:
                found[module, scenario.type].append(scenario.id)
        return found


def unique(found: Iterable[Witness]) -> tuple[Witness, ...]:
    """Each test once, by its first reason."""
    found = list(found)
    if len(found) < 2:
        return tuple(found)
    kept: dict[str, Witness] = {}
    for witness in found:
        kept.setdefault(witness.name, witness)
    return tuple(kept.values())


def _test(item: TestItem, why: str) -> Witness:
    return Witness(item.node_id, item.level, Basis.TEST, why, item.weak)


def _recorded(program: Program) -> Iterator[tuple[Key, str]]:
    """Cells that the newest snapshot naming their module had tests of, and its name in words.

    Where the source is here the live inventory alone decides, and nothing is taken from records.
    """
    if not program.project.source.elsewhere:
        return
    newest: dict[str, str] = {}
    for snapshot in program.recorded:
        for module in snapshot.present:
            newest[module] = max(newest.get(module, ""), snapshot.as_of.isoformat())
    for snapshot in sorted(program.recorded, key=lambda s: s.source):
        for module, types in snapshot.present.items():
            if newest[module] == snapshot.as_of.isoformat():
                words = f"recorded {snapshot.as_of.isoformat()} {snapshot.source}"
                yield from (((module, kind), words) for kind in types)
