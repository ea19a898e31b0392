"""Which modules a test reaches, how, and how much that weighs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from sys import intern

from specgen.inventory.collect import Raw
from specgen.inventory.fixtures import Fixture, Fixtures
from specgen.inventory.index import Local
from specgen.inventory.marks import Worn
from specgen.inventory.model import COUNTS, How, Link
from specgen.inventory.reach import Reach, Ref
from specgen.syntax.model import Function, Touch

_HOPS = 2
SETUPS = frozenset(
    {
        "setup", "setup_method", "setup_class", "setup_module", "setup_function", "setUp",
        "setUpClass", "setUpModule", "asyncSetUp", "teardown", "teardown_method",
        "teardown_class", "teardown_module", "teardown_function", "tearDown", "tearDownClass",
        "tearDownModule", "asyncTearDown",
    }
)  # fmt: skip
_DIRECT = {
    Touch.CALLED: How.CALLED,
    Touch.USED: How.USED,
    Touch.NAMED: How.USED,
    Touch.BUILT: How.BUILT,
    Touch.PATCHED: How.PATCHED,
    Touch.STRING: How.STRING,
}
_LIFTED = (How.BUILT, How.SETUP)


@dataclass(slots=True)
class _Found:
    """The strongest link to each module so far."""

    links: dict[str, Link] = field(default_factory=dict)

    def add(self, ref: Ref, how: How, *, line: int, via: str = "") -> None:
        known = self.links.get(ref.module)
        if known is None or how.weight > known.weight:
            why = _why(ref, how, via=via)
            self.links[ref.module] = Link(ref.module, how, how.weight, line, why, ref.symbol)


class Linker:
    """Links tests to the modules of the code under test."""

    def __init__(self, reach: Reach, fixtures: Fixtures) -> None:
        self._reach = reach
        self._fixtures = fixtures
        self._setup_links: dict[tuple[str, tuple[str, ...]], dict[str, Link]] = {}

    def links(self, raw: Raw, worn: Iterable[Worn]) -> tuple[Link, ...]:
        """The links of one test, strongest first."""
        found = _Found(dict(self._prepared(raw)))
        refs = self._reach.refs(raw.home, raw.function)
        self._body(raw, refs, found=found)
        self._steps(raw, found)
        asked = {r.fixture for r in refs if r.fixture}
        for name in requested(raw, worn):
            fixture = self._fixtures.find(name, raw)
            if fixture is not None:
                how = self._handed(name, refs) if name in asked else How.SETUP
                self._fixture(raw, fixture, how=how, found=found)
        for fixture in self._fixtures.autouse(raw):
            self._fixture(raw, fixture, how=How.AUTOUSE, found=found)
        named = (_lifted(x, raw.path) for x in found.links.values())
        return tuple(sorted(named, key=lambda x: (-x.weight, x.module)))

    def _body(self, raw: Raw, refs: Iterable[Ref], *, found: _Found) -> None:
        for ref in refs:
            if ref.module:
                found.add(ref, _direct(ref), line=ref.use.line)
            elif ref.attribute:
                self._attribute(raw, ref, found=found)
            elif ref.helper and ref.use.touch is not Touch.NAMED:
                self._helper(ref.helper, How.HELPER, line=ref.use.line, found=found, hops=_HOPS)

    def _steps(self, raw: Raw, found: _Found) -> None:
        """What the steps of a scenario, or the rules of a machine, reach."""
        for step in raw.steps:
            line = raw.function.span.line
            self._helper(step, How.HELPER, line=line, found=found, hops=_HOPS)
            for argument in step.function.arguments if step.function else ():
                fixture = self._fixtures.find(argument.name, raw)
                if fixture is not None:
                    self._fixture(raw, fixture, how=How.FIXTURE, found=found)

    def _helper(self, helper: Local, how: How, *, line: int, found: _Found, hops: int) -> None:
        """What a helper function, local class or module-level value of the tests reaches."""
        via = _name(helper)
        for ref in self._inside(helper):
            if ref.module:
                found.add(ref, _through(ref, how), line=line, via=via)
            elif ref.helper and hops > 1 and ref.helper != helper:
                self._helper(ref.helper, how, line=line, found=found, hops=hops - 1)

    def _inside(self, helper: Local) -> Iterator[Ref]:
        if helper.function is not None:
            yield from self._reach.refs(helper.path, helper.function)
        elif helper.value is not None:
            yield from self._reach.uses(helper.path, helper.value.uses)
        elif helper.owner is not None:
            for base in helper.owner.bases:
                ref = self._reach.chain(helper.path, base)
                if ref is not None:
                    yield ref
            for function in helper.owner.functions:
                yield from self._reach.refs(helper.path, function)

    def _attribute(self, raw: Raw, ref: Ref, *, found: _Found) -> None:
        """``self.x``: a helper method, or what set-up or the class stored there."""
        for line in raw.around:
            member = line.members.get(ref.attribute)
            if member is not None:
                local = Local(member.path, function=member.function)
                self._helper(local, How.HELPER, line=ref.use.line, found=found, hops=_HOPS)
            for path, chain in line.stored(ref.attribute):
                stored = self._reach.chain(path, chain)
                if stored and stored.module:
                    found.add(stored, How.FIXTURE, line=ref.use.line, via=f"self.{ref.attribute}")
                elif stored and stored.helper:
                    self._helper(stored.helper, How.FIXTURE, line=ref.use.line, found=found, hops=1)

    def _prepared(self, raw: Raw) -> dict[str, Link]:
        """The links of set-up and tear-down, the same for all tests of a class."""
        key = (raw.path, raw.classes)
        if key not in self._setup_links:
            found = _Found()
            self._setups(raw, found)
            self._setup_links[key] = found.links
        return self._setup_links[key]

    def _setups(self, raw: Raw, found: _Found) -> None:
        for line in raw.around:
            for name, member in line.members.items():
                if name in SETUPS:
                    self._setup(member.path, member.function, found=found)
        for function in self._reach.index.files[raw.path].functions:
            if function.name in SETUPS:
                self._setup(raw.path, function, found=found)

    def _setup(self, path: str, function: Function, *, found: _Found) -> None:
        local = Local(path, function=function)
        self._helper(local, How.SETUP, line=function.span.line, found=found, hops=_HOPS)

    def _fixture(
        self, raw: Raw, fixture: Fixture, *, how: How, found: _Found, hops: int = _HOPS
    ) -> None:
        line = raw.function.span.line
        refs = self._reach.refs(fixture.path, fixture.function)
        for ref in refs:
            if ref.module:
                found.add(ref, _through(ref, how), line=line, via=f"fixture {fixture.name}")
            elif ref.helper:
                self._helper(ref.helper, how, line=line, found=found, hops=1)
        if hops < 2:
            return
        asked = {r.fixture: r for r in refs if r.fixture}
        for argument in fixture.function.arguments:
            inner = self._fixtures.find(argument.name, raw, over=fixture.function)
            if inner is not None:
                passed = How.BUILT if argument.name in asked and refs else How.SETUP
                weaker = min(how, passed, key=lambda h: h.weight)
                self._fixture(raw, inner, how=weaker, found=found, hops=hops - 1)

    def _handed(self, name: str, refs: Iterable[Ref]) -> How:
        """A fixture only handed to a project's call is built for it; else it is given."""
        uses = [r for r in refs if r.fixture == name]
        return How.BUILT if uses and all(r.into for r in uses) else How.FIXTURE


def requested(raw: Raw, worn: Iterable[Worn]) -> list[str]:
    """The fixtures that a test asks for: parameters and ``usefixtures``."""
    parameters = [a.name for a in raw.function.arguments if not a.default and a.name != "self"]
    marked = [n for w in worn if w.mark == "usefixtures" for n in w.expression.literals]
    return list(dict.fromkeys((*parameters, *marked)))


def _direct(ref: Ref) -> How:
    """Handed on to something that is no other module of the project counts as called."""
    if ref.use.touch is Touch.BUILT and not ref.into:
        return How.CALLED
    return _DIRECT[ref.use.touch]


def _through(ref: Ref, how: How) -> How:
    """The weaker of how the test reaches the helper and how the helper reaches the module."""
    return min(how, _direct(ref), key=lambda h: h.weight)


def _lifted(link: Link, path: str) -> Link:
    """A weak link made to count because the file is named after the module."""
    stem = path.rpartition("/")[2].removesuffix(".py").removeprefix("test_").removesuffix("_test")
    last = link.module.rpartition(".")[2].strip("_")
    if link.how not in _LIFTED or not (stem == last or stem.startswith(f"{last}_")):
        return link
    why = f"{link.why}, in a file named after it"
    return Link(link.module, link.how, COUNTS, link.line, why, link.symbol)


_VERBS = {
    How.CALLED: "calls {}",
    How.USED: "uses {}",
    How.FIXTURE: "is given {}",
    How.HELPER: "reaches {}",
    How.BUILT: "only builds {} for another module",
    How.SETUP: "sets up {}",
    How.PATCHED: "replaces {}",
    How.AUTOUSE: "gets {} unasked",
    How.STRING: "names {} in a string",
}


def _why(ref: Ref, how: How, *, via: str) -> str:
    what = f"{ref.module}.{ref.symbol}" if ref.symbol else ref.module
    return intern(_VERBS[how].format(what) + (f" through {via}" if via else ""))


def _name(helper: Local) -> str:
    named = (helper.function, helper.owner, helper.value)
    return next((n.name for n in named if n is not None), helper.path)
