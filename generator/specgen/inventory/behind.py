"""What stands behind tests: the fixtures, set-up and helpers that do what hygiene rules watch."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from specgen.inventory.collect import Raw
from specgen.inventory.fixtures import Fixtures
from specgen.inventory.index import Local
from specgen.inventory.links import SETUPS, requested
from specgen.inventory.marks import Worn
from specgen.inventory.model import Act, Support
from specgen.inventory.naming import is_test_name
from specgen.inventory.reach import Reach, Ref
from specgen.syntax.model import ClassFacts, FileFacts, Function

_HOPS = 2
_Key = tuple[str, int, str]


@dataclass(slots=True)
class _Visit:
    """What one test has led to so far."""

    raw: Raw
    seen: dict[_Key, Local] = field(default_factory=dict)


class Behind:
    """Notes which tests reach which acting function that is no test itself, by its name
    (``patterns`` are those of tests)."""

    def __init__(self, reach: Reach, fixtures: Fixtures, *, patterns: Sequence[str]) -> None:
        self._reach = reach
        self._fixtures = fixtures
        self._acting = {
            _key(path, function)
            for path, facts in reach.index.files.items()
            for function in _acting(facts)
            if function.is_fixture or not is_test_name(function.name, patterns)
        }
        self._found: dict[_Key, Local] = {}
        self._tests: dict[_Key, list[str]] = {}

    def note(self, raw: Raw, worn: Iterable[Worn]) -> None:
        """Follow one live test to everything that acts for it."""
        if not self._acting:
            return
        visit = _Visit(raw)
        self._function(visit, Local(raw.home, function=raw.function), hops=_HOPS + 1)
        named = (self._fixtures.find(name, raw) for name in requested(raw, worn))
        for fixture in (*named, *self._fixtures.autouse(raw)):
            if fixture is not None:
                self._function(visit, Local(fixture.path, function=fixture.function))
        for setup in self._setups(raw):
            self._function(visit, setup)
        for key in visit.seen.keys() & self._acting:
            self._found[key] = visit.seen[key]
            self._tests.setdefault(key, []).append(raw.node_id)

    def helpers(self) -> tuple[Support, ...]:
        """The functions found, by place."""
        return tuple(
            Support(
                path, name, line, function.is_fixture, acts_of(function), tuple(self._tests[key])
            )
            for key, local in sorted(self._found.items(), key=lambda pair: pair[0])
            if (function := local.function) is not None
            for path, line, name in (key,)
        )

    def _function(self, visit: _Visit, local: Local, *, hops: int = _HOPS) -> None:
        function = local.function
        if function is None or _key(local.path, function) in visit.seen:
            return
        visit.seen[_key(local.path, function)] = local
        for argument in function.arguments if function.is_fixture else ():
            fixture = self._fixtures.find(argument.name, visit.raw, over=function)
            if fixture is not None:
                self._function(visit, Local(fixture.path, function=fixture.function))
        for ref in self._reach.refs(local.path, function) if hops else ():
            for helper in self._helpers(visit.raw, ref):
                self._function(visit, helper, hops=hops - 1)

    def _helpers(self, raw: Raw, ref: Ref) -> Iterator[Local]:
        """The functions of the tests that a reference may run."""
        if ref.attribute:
            members = (line.members.get(ref.attribute) for line in raw.around)
            yield from (Local(m.path, function=m.function) for m in members if m is not None)
        elif ref.helper is not None and ref.helper.function is not None:
            yield ref.helper
        elif ref.helper is not None and ref.helper.owner is not None:
            yield from (Local(ref.helper.path, function=f) for f in ref.helper.owner.functions)

    def _setups(self, raw: Raw) -> Iterator[Local]:
        for line in raw.around:
            members = (m for name, m in line.members.items() if name in SETUPS)
            yield from (Local(m.path, function=m.function) for m in members)
        for function in self._reach.index.files[raw.path].functions:
            if function.name in SETUPS:
                yield Local(raw.path, function=function)


def joined(helpers: Iterable[Support]) -> tuple[Support, ...]:
    """Each helper once, with the tests of all its mentions, by place."""
    found: dict[_Key, Support] = {}
    for one in helpers:
        key = (one.home, one.line, one.name)
        before = found[key].tests if key in found else ()
        found[key] = replace(one, tests=(*before, *one.tests))
    return tuple(found[key] for key in sorted(found))


def acts_of(function: Function) -> tuple[Act, ...]:
    """What a body does that hygiene rules watch."""
    return tuple(Act(a.name, a.line, a.target, a.keywords) for a in function.body.acts)


def _key(path: str, function: Function) -> _Key:
    return (path, function.span.line, function.name)


def _acting(facts: FileFacts) -> Iterator[Function]:
    yield from (f for f in facts.functions if f.body.acts)
    for klass in facts.classes:
        yield from _acting_in(klass)


def _acting_in(klass: ClassFacts) -> Iterator[Function]:
    yield from (f for f in klass.functions if f.body.acts)
    for nested in klass.classes:
        yield from _acting_in(nested)
