"""Tests made by calls: read where reading can follow, else named with their place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from specgen.diagnostics import Span
from specgen.inventory.collect import Raw
from specgen.inventory.features import python_name
from specgen.inventory.index import Index
from specgen.inventory.model import MadeByCall
from specgen.inventory.model_features import Feature, ScenarioText
from specgen.inventory.places import conftests
from specgen.inventory.steps import Steps
from specgen.syntax.model import Function, Maker, MakerKind

_GENERATES = "pytest_generate_tests"
_WHY = {
    MakerKind.HOOK: "`{}` makes tests by a call; they are not read",
    MakerKind.SET: "`{}` may make tests by a call; they are not read",
    MakerKind.FACTORY: "`{}` may be a test made by a call; it is not read",
}


@dataclass(slots=True)
class Called:
    """Completes the tests of one file by those that calls make."""

    steps: Steps
    index: Index
    path: str
    made: list[MadeByCall] = field(default_factory=list)
    _bound: set[tuple[str, str]] = field(default_factory=set)

    def complete(self, raws: Iterable[Raw]) -> list[Raw]:
        """``raws`` with the steps of their scenarios, and the tests that further calls make."""
        found = [self._with_steps(raw) for raw in raws] if self.steps.used else list(raws)
        taken = {raw.name for raw in found if not raw.classes}
        for maker in self.index.files[self.path].makers:
            if maker.kind is MakerKind.SCENARIOS:
                found += self._scenarios(maker, taken)
            elif maker.text not in taken:
                self._note(maker.line, _WHY[maker.kind].format(maker.text))
        return found

    def _with_steps(self, raw: Raw) -> Raw:
        call = self.steps.scenario_of(raw.home, raw.function)
        if call is None:
            return raw
        feature, scenario = self.steps.bound(raw.home, call)
        if scenario is None:
            why = feature.problem or "holds no scenario of that name"
            unread = f"its scenario is not read: {feature.path or 'the feature'} {why}"
            self._note(call.line, f"{raw.name}: {unread}")
            return replace(raw, unread=unread, rows=0)
        self._bound.add((feature.path, scenario.name))
        functions, unread = self.steps.functions(raw.home, scenario)
        if unread:
            self._note(call.line, f"{raw.name}: {unread}")
        return replace(raw, steps=functions, unread=unread, rows=scenario.rows)

    def _scenarios(self, maker: Maker, taken: set[str]) -> Iterator[Raw]:
        call = maker.call
        if call is None or not self.steps.is_bdd(self.path, call):
            return
        if not call.literals:
            self._note(maker.line, "`scenarios(...)` does not spell its files out: not read")
        for feature in self.steps.features(self.path, call):
            if feature.problem or not feature.scenarios:
                why = feature.problem or "holds no scenario"
                self._note(maker.line, f"the tests of {feature.path} are not read: it {why}")
            for scenario in feature.scenarios:
                if (feature.path, scenario.name) not in self._bound:
                    yield self._scenario(feature, scenario, line=maker.line, taken=taken)

    def _scenario(
        self, feature: Feature, scenario: ScenarioText, *, line: int, taken: set[str]
    ) -> Raw:
        self._bound.add((feature.path, scenario.name))
        name = _free(f"test_{python_name(scenario.name)}", taken)
        functions, unread = self.steps.functions(self.path, scenario)
        if unread:
            self._note(line, f"{name} ({feature.path}:{scenario.line}): {unread}")
        function = Function(name, Span(line, 1, line, 1), made=True)
        return Raw(
            self.path, name, function, self.path, steps=functions, unread=unread, rows=scenario.rows
        )

    def _note(self, line: int, what: str) -> None:
        self.made.append(MadeByCall(self.path, line, what))


def generates(path: str, index: Index) -> bool:
    """Whether a hook that a file sees may parametrize its tests."""
    seen = (path, *conftests(path, index))
    return any(m.text == _GENERATES for p in seen for m in index.files[p].makers)


def hooks(index: Index, tests: Iterable[str]) -> Iterator[MadeByCall]:
    """The hooks of files that are no tests themselves and make some."""
    for path in sorted(index.files.keys() - set(tests)):
        for maker in index.files[path].makers:
            if maker.kind is MakerKind.HOOK:
                yield MadeByCall(path, maker.line, _WHY[maker.kind].format(maker.text))


def _free(name: str, taken: set[str]) -> str:
    """The first of ``name``, ``name_1``, ... that is free; it is taken then."""
    number, found = 0, name
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    taken.add(found)
    return found
