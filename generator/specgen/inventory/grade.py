"""How much a test proves: skeleton, hollow, expected failure or written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specgen.inventory.collect import Raw
from specgen.inventory.fixtures import Fixtures
from specgen.inventory.index import Local
from specgen.inventory.marks import Worn, expected_failure, never_runs
from specgen.inventory.model import Excuse, Link
from specgen.inventory.reach import Reach, Ref
from specgen.levels import Level
from specgen.syntax.model import NOWHERE, Body, Check, CheckKind, Function, Touch

_HOPS = 2
_REAL = (CheckKind.ASSERT, CheckKind.RAISES, CheckKind.CALL, CheckKind.RAISE)
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
        self._checked: dict[tuple[str, int, str, int], bool] = {}

    def grade(
        self, raw: Raw, worn: tuple[Worn, ...], *, said: tuple[Excuse, ...], links: tuple[Link, ...]
    ) -> Grade:
        """The level of one test; ``said`` are its skips and expected failures."""
        if raw.function.body.pending:
            return Grade(Level.SKELETON, "ends in pending(...)")
        never = never_runs(worn)
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
        if raw.function.body == Body() or raw.function.span is NOWHERE:
            return Grade(Level.WRITTEN, "made by a call, whose body is not read")
        if self._checks(raw, raw.home, function=raw.function, hops=_HOPS + 1) or self._by_fixture(
            raw
        ):
            return Grade(Level.WRITTEN)
        if not body.empty and any(w.name in _GIVEN for w in worn):
            return Grade(Level.WRITTEN, "fails only where a generated example crashes", True)
        return Grade(Level.HOLLOW, _excuse(body))

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
        if ref.use.touch is Touch.PATCHED:
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
        if check.kind is not CheckKind.ASSERT or not check.chain:
            return True
        return not self._coroutine(check.chain, path)

    def _coroutine(self, chain: str, path: str) -> bool:
        """Whether an asserted call gives a coroutine, which is always true."""
        ref = self._reach.chain(path, chain)
        if ref is None:
            return False
        if ref.helper is not None and ref.helper.function is not None:
            return ref.helper.function.is_async
        module = self._reach.surface.module(ref.module)
        symbol = module.symbol(ref.symbol) if module else None
        return symbol is not None and symbol.is_async


def expects_error(function: Function) -> bool:
    """Whether a test asserts that something raises."""
    return any(c.kind is CheckKind.RAISES for c in function.body.checks)


def _excuse(body: Body) -> str:
    kinds = {c.kind for c in body.checks}
    if body.empty:
        return "has no statements"
    if CheckKind.SWALLOWED in kinds:
        return "swallows the errors of its assertions"
    if CheckKind.CONSTANT in kinds:
        return "asserts only what always holds"
    if kinds:
        return "asserts a coroutine that nobody awaits"
    return "asserts nothing"
