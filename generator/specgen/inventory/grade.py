"""How much a test proves: skeleton, hollow, expected failure or written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specgen.inventory.collect import Raw
from specgen.inventory.fixtures import Fixtures
from specgen.inventory.index import Local
from specgen.inventory.marks import Worn, expected_failure, never_runs
from specgen.inventory.model import Excuse, How, Link
from specgen.inventory.reach import Reach, Ref
from specgen.levels import Level
from specgen.surface.model import SymbolKind
from specgen.syntax.model import Check, CheckKind, Function, Touch

_HOPS = 2
_REAL = (
    CheckKind.ASSERT,
    CheckKind.NAME,
    CheckKind.CIRCULAR,
    CheckKind.RAISES,
    CheckKind.CALL,
    CheckKind.RAISE,
)
_WORTHLESS = {
    CheckKind.SWALLOWED: "swallows the errors of its assertions",
    CheckKind.CONSTANT: "asserts only what always holds",
    CheckKind.CIRCULAR: "expects what the call under test itself gives",
    CheckKind.UNCALLED: "names an assertion of a mock and does not call it",
    CheckKind.OWN_ERROR: "expects an error that it raises itself",
    CheckKind.NAME: "asserts a function that it does not call",
    CheckKind.ASSERT: "asserts a coroutine that nobody awaits",
}
_TASKS = ("create_task", "ensure_future")
_INDIRECT = (How.FIXTURE, How.HELPER)
_NO_RESULT = "can notice no more than an exception: nothing looks at a result"
_PRIVATE = "reaches only private names of the module"
_GIVEN = ("hypothesis.given", "hypothesis.strategies.given")


@dataclass(frozen=True, slots=True)
class Grade:
    """A level, why, and whether the test is *weak*: it can notice no more than an exception."""

    level: Level
    why: str = ""
    weak: bool = False


class Grader:
    """Grades tests, each helper once."""

    def __init__(self, reach: Reach, fixtures: Fixtures) -> None:
        self._reach = reach
        self._fixtures = fixtures
        self._coroutines: dict[tuple[str, str], bool] = {}
        self._checked: dict[tuple[str, int, str, int], bool] = {}

    def grade(
        self, raw: Raw, worn: tuple[Worn, ...], *, said: tuple[Excuse, ...], links: tuple[Link, ...]
    ) -> Grade:
        """The level of one test; ``said`` are its skips and expected failures."""
        if raw.function.body.pending:
            return Grade(Level.SKELETON, "ends in pending(...)")
        never = never_runs(worn, said)
        if never:
            return Grade(Level.HOLLOW, never)
        found = self._of_body(raw, worn, links=links)
        expected = expected_failure(worn, said)
        if expected is None or (found.level is Level.HOLLOW and not expected.binding):
            return found
        return Grade(Level.EXPECTED_FAILURE, expected.why, found.weak)

    def _of_body(self, raw: Raw, worn: tuple[Worn, ...], *, links: tuple[Link, ...]) -> Grade:
        """The level of what the test does, whatever is expected of it."""
        body = raw.function.body
        if raw.steps or raw.unread:
            return self._of_steps(raw, links)
        if raw.function.made:
            return Grade(Level.WRITTEN, "made by a call, whose body is not read")
        if self._checks(raw, raw.home, function=raw.function, hops=_HOPS + 1):
            if body.doubles_only:
                return Grade(Level.HOLLOW, "calls nothing but doubles that it made itself")
            weak = self._private(raw, links)
            return Grade(Level.WRITTEN, _PRIVATE if weak else "", weak)
        if self._by_fixture(raw):
            return Grade(Level.WRITTEN)
        if not body.empty and any(w.name in _GIVEN for w in worn):
            return Grade(Level.WRITTEN, "fails only where a generated example crashes", True)
        if self._calls(raw, links):
            return Grade(Level.WRITTEN, _NO_RESULT, True)
        return Grade(Level.HOLLOW, self._excuse(raw))

    def _of_steps(self, raw: Raw, links: tuple[Link, ...]) -> Grade:
        """The level of a test whose body are the steps of a scenario, or the rules of a machine."""
        parts = (Local(raw.home, function=raw.function), *raw.steps)
        if any(
            self._checks(raw, part.path, function=part.function, hops=_HOPS + 1)
            for part in parts
            if part.function is not None
        ):
            return Grade(Level.WRITTEN)
        if raw.unread:
            return Grade(Level.WRITTEN, raw.unread)
        if any(link.how in _INDIRECT and link.counts for link in links):
            return Grade(Level.WRITTEN, _NO_RESULT, True)
        return Grade(Level.HOLLOW, "none of its steps asserts anything")

    def _calls(self, raw: Raw, links: tuple[Link, ...]) -> bool:
        """Whether a test without a check, not even a worthless one, reaches the module at all."""
        body = raw.function.body
        if body.checks or body.unreached or body.empty:
            return False
        refs = self._reach.refs(raw.home, raw.function)
        lost = [r for r in refs if self._never_runs(r, raw)]
        gone = {r.module for r in lost}
        helped = () if any(r.helper for r in lost) else (How.HELPER,)
        ways = (How.CALLED, How.FIXTURE, *helped)
        if any(link.how in ways and link.counts and link.module not in gone for link in links):
            return True
        late = self._reach.index.scope(raw.home).bound(body.imports).values()
        if any(self._reach.find(t) or self._reach.index.file_of(t) for t in late):
            return True
        return any(self._reads(r) or self._makes(r) for r in refs)

    def _never_runs(self, ref: Ref, raw: Raw) -> bool:
        """Whether a call gives a coroutine that nobody awaits."""
        dropped = ref.use.chain in raw.function.body.dropped
        return dropped and self._coroutine(ref.use.chain, raw.home)

    def _reads(self, ref: Ref) -> bool:
        """Whether a name of the module is needed: as a base, an argument, an attribute alone."""
        if not ref.module or ref.use.touch is Touch.USED:
            return bool(ref.module)
        alone = ref.use.touch is Touch.NAMED and "." in ref.use.chain
        return alone and not self._is_function(ref)

    def _makes(self, ref: Ref) -> bool:
        """Whether an object is made of a class of the tests that the module decorates or fills."""
        owner = ref.helper.owner if ref.helper is not None else None
        if ref.helper is None or owner is None or ref.use.touch is Touch.NAMED:
            return False
        chains = [d.chain for d in owner.decorators]
        chains += [use.chain for a in owner.assignments for use in a.uses]
        made = (self._reach.chain(ref.helper.path, chain) for chain in chains if chain)
        return any(found is not None and found.module for found in made)

    def _private(self, raw: Raw, links: tuple[Link, ...]) -> bool:
        """Whether all of the project that a test reaches are names that begin with ``_``."""
        if not links or not is_private(links[0].symbol):
            return False
        refs = [r for r in self._reach.refs(raw.home, raw.function) if r.module]
        if not refs or any(link.how in _INDIRECT for link in links):
            return False
        return all(is_private(r.symbol) for r in refs)

    def _checks(self, raw: Raw, path: str, *, function: Function, hops: int) -> bool:
        """Whether a check is reached in ``function`` or its helpers within ``hops``."""
        key = (path, function.span.line, function.name, hops)
        if key not in self._checked:
            self._checked[key] = False  # a helper that calls itself adds nothing
            self._checked[key] = self._reached(raw, path, function=function, hops=hops)
        return self._checked[key]

    def _reached(self, raw: Raw, path: str, *, function: Function, hops: int) -> bool:
        body = function.body
        if any(self._real(c, path) for c in body.checks):
            return True
        if hops <= 1:
            return False
        dropped = set(body.dropped)
        for ref in self._reach.refs(path, function):
            for helper in self._helpers(raw, ref):
                if self._helps(raw, ref, helper=helper, dropped=dropped, hops=hops):
                    return True
        return False

    def _helps(self, raw: Raw, ref: Ref, *, helper: Local, dropped: set[str], hops: int) -> bool:
        """Whether calling the helper reaches a check; a coroutine that nobody awaits does not."""
        if ref.use.touch is Touch.PATCHED or ref.use.touch is Touch.NAMED:
            return False
        functions: Iterable[Function] = ()
        if helper.function is not None:
            lost = helper.function.is_async and ref.use.chain in dropped
            functions = () if lost else (helper.function,)
        elif helper.owner is not None:
            functions = helper.owner.functions
        return any(self._checks(raw, helper.path, function=f, hops=hops - 1) for f in functions)

    def _helpers(self, raw: Raw, ref: Ref) -> Iterator[Local]:
        """The functions and classes of the tests that a reference may call."""
        if ref.helper is not None:
            yield ref.helper
        elif ref.attribute:
            yield from self._of_attribute(raw, ref.attribute)
        elif ref.fixture:
            fixture = self._fixtures.find(ref.fixture, raw)
            if fixture is not None:
                yield Local(fixture.path, function=fixture.function)

    def _of_attribute(self, raw: Raw, attribute: str) -> Iterator[Local]:
        """A method, or what set-up stored: ``cls.check = partial(compare, ...)``."""
        for line in raw.around:
            member = line.members.get(attribute)
            if member is not None:
                yield Local(member.path, function=member.function)
            yield from (Local(p, function=f) for p, f in line.makers(attribute))
            for path, chain in line.stored(attribute):
                stored = self._reach.chain(path, chain)
                if stored is not None and stored.helper is not None:
                    yield stored.helper

    def _by_fixture(self, raw: Raw) -> bool:
        """Whether a fixture that the test asks for, without naming it in the body, checks."""
        for argument in raw.function.arguments:
            fixture = self._fixtures.find(argument.name, raw)
            if fixture and self._checks(raw, fixture.path, function=fixture.function, hops=_HOPS):
                return True
        return False

    def _real(self, check: Check, path: str) -> bool:
        if check.kind not in _REAL:
            return False
        if not check.chain:
            return True
        if check.kind is CheckKind.NAME:
            ref = self._reach.chain(path, check.chain)
            return ref is None or not self._is_function(ref)
        if check.kind is CheckKind.CIRCULAR:  # of two that the tests make, equality is tested
            ref = self._reach.chain(path, check.chain)
            return ref is None or ref.helper is not None
        return check.kind is not CheckKind.ASSERT or not self._coroutine(check.chain, path)

    def _is_function(self, ref: Ref) -> bool:
        """Whether a name means a function or class, which is always true."""
        if ref.helper is not None:
            return ref.helper.function is not None or ref.helper.owner is not None
        module = self._reach.surface.module(ref.module)
        symbol = module.symbol(ref.symbol) if module else None
        return symbol is not None and symbol.kind in (SymbolKind.FUNCTION, SymbolKind.CLASS)

    def _coroutine(self, chain: str, path: str) -> bool:
        """Whether an asserted call gives a coroutine, which is always true."""
        known = self._coroutines.get((path, chain))
        if known is None:
            known = self._coroutines[path, chain] = self._gives_coroutine(chain, path)
        return known

    def _gives_coroutine(self, chain: str, path: str) -> bool:
        ref = self._reach.chain(path, chain)
        if ref is None:
            return False
        if ref.foreign:
            return ref.foreign.rpartition(".")[2] in _TASKS
        if ref.helper is not None and ref.helper.function is not None:
            return ref.helper.function.is_async and not ref.helper.function.decorators
        module = self._reach.surface.module(ref.module)
        symbol = module.symbol(ref.symbol) if module else None
        return symbol is not None and symbol.is_async and not symbol.decorators

    def _excuse(self, raw: Raw) -> str:
        """Why nothing can fail the test."""
        body = raw.function.body
        if body.empty:
            return "has no statements"
        kinds = {check.kind for check in body.checks}
        known = next((why for kind, why in _WORTHLESS.items() if kind in kinds), "")
        if known:
            return known
        if body.unreached:
            return "never reaches its assertions"
        refs = self._reach.refs(raw.home, raw.function)
        if any(r.helper and r.helper.function and r.use.touch is Touch.NAMED for r in refs):
            return "names a helper and does not call it"
        if any(self._never_runs(r, raw) for r in refs):
            return "calls a coroutine that nobody awaits"
        return "asserts nothing"


def expects_error(function: Function) -> bool:
    """Whether a test asserts that something raises."""
    return any(c.kind is CheckKind.RAISES for c in function.body.checks)


def is_private(symbol: str) -> bool:
    """Whether a part of a dotted name begins with an underscore and is no dunder."""
    return any(p.startswith("_") and not p.endswith("__") for p in symbol.split("."))
