"""The ids of all parameter sets of a test: the product of its marks, where reading can know it."""

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod

from specgen.inventory.collect import Raw
from specgen.inventory.fixtures import Fixture, Fixtures
from specgen.inventory.index import Index
from specgen.inventory.marks import Worn
from specgen.syntax.model_ids import Computed, Ids, Literal

_MOST = 5_000  # sets of one test
_HOPS = 8  # fixtures that ask for fixtures
_HOOKS = ("pytest_generate_tests", "pytest_make_parametrize_id")
_PLAIN = ("pytest.mark.", "unittest.mock.", "mock.", "hypothesis.", "functools.")
_HARMLESS = ("staticmethod", "classmethod", "patch", "patch.object", "patch.dict")
_SINGLE = frozenset(  # fixtures that have one value
    (
        "cache", "capfd", "capfdbinary", "caplog", "capsys", "capsysbinary", "capteesys",
        "doctest_namespace", "monkeypatch", "pytestconfig", "pytester", "record_property",
        "record_testsuite_property", "record_xml_attribute", "recwarn", "request", "subtests",
        "testdir", "tmp_path", "tmp_path_factory", "tmpdir", "tmpdir_factory",
        "benchmark", "event_loop", "event_loop_policy", "mocker", "self", "cls", "unused_tcp_port",
    )
)  # fmt: skip


class Parameters:
    """Tells the parameter sets of tests."""

    def __init__(self, index: Index, fixtures: Fixtures) -> None:
        self._index = index
        self._fixtures = fixtures

    def of(self, raw: Raw, wearing: Sequence[Worn], *, asked: Iterable[str]) -> Ids:
        """The ids of ``raw``, in no certain order; a test without parameters has no ids.

        ``asked`` are the fixtures it asks for by name.
        """
        marks = _in_order(wearing)
        if not marks:
            return Literal()
        open = next(
            (m.expression.ids for m in marks if isinstance(m.expression.ids, Computed)), None
        )
        if open is not None:
            return open
        sets = [m.expression.ids for m in marks if isinstance(m.expression.ids, Literal)]
        why = _unsure(raw, wearing) or self._made(raw) or self._given(raw, sets, asked=asked)
        if why:
            return Computed(why)
        if prod(len(each.ids) for each in sets) > _MOST:
            return Computed(f"it has more than {_MOST:,} sets")
        return Literal(tuple("-".join(one) for one in product(*(each.ids for each in sets))))

    def _made(self, raw: Raw) -> str:
        """A hook that may make other sets, or other ids."""
        for path in self._fixtures.files(raw.path):
            scope = self._index.scope(path)
            for hook in _HOOKS:
                if hook in scope.functions or hook in scope.imports:
                    return f"{hook} in {path}"
        return next((f"{h} in its class" for h in _HOOKS for x in raw.around if h in x.members), "")

    def _given(self, raw: Raw, sets: Sequence[Literal], *, asked: Iterable[str]) -> str:
        """A fixture that may have parameters of its own."""
        named = {name: each.indirect for each in sets for name in each.names}
        names = [name for name in asked if name not in named]
        for fixture in self._fixtures.autouse(raw):
            if fixture.name not in named and (why := self._fixture(raw, fixture)):
                return why
        indirect = (f for n, by in named.items() if by and (f := self._fixtures.find(n, raw)))
        names += [x for f in indirect for x in _asks(f) if x not in named]
        return next(
            filter(None, (self._name(raw, name, over=None, hops=_HOPS) for name in names)), ""
        )

    def _name(self, raw: Raw, name: str, *, over: Fixture | None, hops: int) -> str:
        found = self._fixtures.find(name, raw, over=over.function if over else None)
        if found is None:
            return "" if name in _SINGLE else f"the fixture {name}, which reading did not find"
        return self._fixture(raw, found, hops=hops)

    def _fixture(self, raw: Raw, fixture: Fixture, *, hops: int = _HOPS) -> str:
        made = next((d for d in fixture.function.decorators if "fixture" in d.chain), None)
        if made is None or made.keyword("params") or made.keyword("**"):
            return f"the fixture {fixture.name} has parameters"
        if not hops:
            return f"the fixture {fixture.name} asks for too many others"
        asked = (self._name(raw, name, over=fixture, hops=hops - 1) for name in _asks(fixture))
        return next(filter(None, asked), "")


def _asks(fixture: Fixture) -> tuple[str, ...]:
    return tuple(a.name for a in fixture.function.arguments if not a.default)


def _in_order(wearing: Sequence[Worn]) -> list[Worn]:
    """The marks that parametrize, in the order in which their ids are put together."""
    marks = [each for each in wearing if each.mark == "parametrize"]
    own = [each for each in marks if each.scope == "function"]
    return [*reversed(own), *(each for each in marks if each.scope != "function")]


def _unsure(raw: Raw, wearing: Sequence[Worn]) -> str:
    """What may make other sets of the test than its marks say."""
    if raw.unittest:
        return "unittest passes no parameters"
    if raw.function.conditional:
        return "it is defined under a condition"
    if sum(each.mark == "parametrize" and each.scope == "class" for each in wearing) > 1:
        return "several marks of its classes"
    if any(each.mark == "anyio" for each in wearing):
        return "anyio runs it with each backend"
    for each in wearing:
        if not each.name.startswith(_PLAIN) and each.name not in _HARMLESS:
            return f"decorated by {each.name or 'an expression'}"
    return ""
