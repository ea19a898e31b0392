"""The ids that reading expects are those that pytest gives, or reading says it cannot know."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specgen.inventory.model import Inventory, TestItem
from specgen.inventory.scan import TestLayout, scan
from specgen.surface.model import Surface
from specgen.syntax.load import Library
from specgen.syntax.model_ids import Computed, Literal

pytest_plugins = ["pytester"]

SINGLES = {  # argument values of one parameter called `value`
    "numbers": "[1, -2, 0.5, -0.0, 1e400, -1e400, 10**2 if 0 else 3][:0] or [1, 2]",
    "plain": "[1, -2, 0.5, -0.0, 1e400, 1e-7, True, False, None, 2j]",
    "text": r"['a', '', 'ä', '\n', '\x00', '\t\r\\', 'a b', 'x-y', '[', ']', '::', '\U0001F600',"
    r"'\'']",
    "bytes": r"[b'a', b'', b'\xc3\xb4', b'\n', b'\\', b'\x7f']",
    "containers": "[[], (), {}, {1}, [1, x()], {'a': 1}, [y for y in ()], ...]",
    "twice": "['a', 'a', 'b', 'a0', 'a']",
    "twice with digits": "[1, 1, '1', '1_0']",
    "twice nothing": "['', '']",
    "params": "[pytest.param(1), pytest.param('x', id='mine'), pytest.param(2, id='ä'),"
    " pytest.param(3, marks=pytest.mark.skip, id=None)]",
    "one tuple": "[(1, 2), 'x']",
    "tuple of sets": "(1, 2)",
    "long text": "['x' * 2, 'y']",
    "too long": "['" + "x" * 101 + "', 'y']",
    "calls": "[int('1'), 2]",
    "names": "[SOME, 2]",
    "classes": "[int, str]",
    "f-string": "[f'{1}', 2]",
    "starred": "[*range(2)]",
    "range": "range(3)",
    "comprehension": "[n for n in range(3)]",
    "lambda": "[lambda: 1]",
    "a set": "{1}",
}
IDS = {
    "list": "ids=['a', 'b']",
    "tuple": "ids=('a', 2)",
    "none inside": "ids=[None, 'b']",
    "none": "ids=None",
    "twice": "ids=['a', 'a']",
    "floats": "ids=[1.5, True]",
    "function": "ids=str",
    "lambda": "ids=lambda v: f'v{v}'",
    "generator": "ids=(str(n) for n in range(2))",
}
HEAD = "import pytest\nSOME = 1\n\ndef x():\n    return 1\n\n"
FILES = {
    **{
        f"one {name}": f"@pytest.mark.parametrize('value', {sets})\ndef test(value): ...\n"
        for name, sets in SINGLES.items()
    },
    **{
        f"ids {name}": f"@pytest.mark.parametrize('value', [1, 2], {ids})\ndef test(value): ...\n"
        for name, ids in IDS.items()
    },
    "several names": "@pytest.mark.parametrize('a, b', [(1, 'x'), [2, []], pytest.param(3, 4)])\n"
    "def test(a, b): ...\n",
    "names in a list": "@pytest.mark.parametrize(['a'], [(1,), (2,)])\ndef test(a): ...\n",
    "by keyword": "@pytest.mark.parametrize(argvalues=[1, 2], argnames='a')\ndef test(a): ...\n",
    "stacked": "@pytest.mark.parametrize('a', [1, 2])\n@pytest.mark.parametrize('b', ['x', 'y'])\n"
    "def test(a, b): ...\n",
    "class and module": "pytestmark = [pytest.mark.parametrize('c', ['m', 'n'])]\n\n"
    "@pytest.mark.parametrize('a', [1, 2])\nclass TestIt:\n"
    "    @pytest.mark.parametrize('b', 'x'.split())\n    def test_it(self, a, b, c): ...\n\n"
    "    @pytest.mark.parametrize('b', ['x', 'y'])\n    def test(self, a, b, c): ...\n",
    "class pytestmark": "class TestIt:\n    pytestmark = pytest.mark.parametrize('a', [1, 2])\n\n"
    "    def test(self, a): ...\n",
    "nested classes": "@pytest.mark.parametrize('a', [1, 2])\nclass TestIt:\n"
    "    class TestIn:\n        @pytest.mark.parametrize('b', [3, 4])\n"
    "        def test(self, a, b): ...\n",
    "two module marks": "pytestmark = [pytest.mark.parametrize('a', [1, 2]),"
    " pytest.mark.parametrize('b', [3, 4])]\n\ndef test(a, b): ...\n",
    "two class marks": "@pytest.mark.parametrize('a', [1, 2])\n@pytest.mark.parametrize('b', [3])\n"
    "class TestIt:\n    def test(self, a, b): ...\n",
    "an alias": "both = pytest.mark.parametrize('a', [1, 2])\n\n@both\ndef test(a): ...\n",
    "indirect": "@pytest.fixture(params=[7, 8])\ndef a(request): return request.param\n\n"
    "@pytest.mark.parametrize('a', [1, 2], indirect=True)\ndef test(a): ...\n",
    "an overridden fixture": "@pytest.fixture(params=[7, 8])\ndef a(request): ...\n\n"
    "@pytest.mark.parametrize('a', [1, 2])\ndef test(a): ...\n",
    "a fixture with parameters": "@pytest.fixture(params=[7, 8])\ndef f(request): ...\n\n"
    "@pytest.mark.parametrize('a', [1, 2])\ndef test(a, f): ...\n",
    "one behind a fixture": "@pytest.fixture(params=[7, 8])\ndef f(request): ...\n\n"
    "@pytest.fixture\ndef g(f): ...\n\n"
    "@pytest.mark.parametrize('a', [1, 2])\ndef test(a, g): ...\n",
    "one that nobody asks for": "@pytest.fixture(params=[7, 8], autouse=True)\n"
    "def f(request): ...\n\n@pytest.mark.parametrize('a', [1, 2])\ndef test(a): ...\n",
    "one by mark": "@pytest.fixture(params=[7, 8])\ndef f(request): ...\n\n"
    "@pytest.mark.usefixtures('f')\n@pytest.mark.parametrize('a', [1, 2])\ndef test(a): ...\n",
    "plain fixtures": "@pytest.fixture\ndef f(tmp_path): ...\n\n"
    "@pytest.mark.parametrize('a', [1, 2])\ndef test(a, f, monkeypatch): ...\n",
    "a hook": "def pytest_generate_tests(metafunc):\n    metafunc.parametrize('b', [1, 2])\n\n"
    "@pytest.mark.parametrize('a', [1, 2])\ndef test(a, b): ...\n",
    "a decorator": "def twice(f):\n    return pytest.mark.parametrize('b', [1, 2])(f)\n\n"
    "@twice\n@pytest.mark.parametrize('a', [1, 2])\ndef test(a, b): ...\n",
    "one of two": "if x():\n    @pytest.mark.parametrize('a', [1, 2])\n    def test(a): ...\n"
    "else:\n    @pytest.mark.parametrize('a', [3, 4])\n    def test(a): ...\n",
    "no parameters": "def test(): ...\n",
}
COMPUTED = {
    "one numbers", "one too long", "one calls", "one names", "one classes", "one f-string",
    "one starred", "one range", "one comprehension", "one lambda", "one a set", "one long text",
    "ids function", "ids lambda", "ids generator", "two class marks",
    "a fixture with parameters", "one behind a fixture", "one that nobody asks for", "one by mark",
    "a hook", "a decorator", "one of two",
}  # fmt: skip


def collected(pytester: pytest.Pytester) -> list[str]:
    """What pytest itself names, in the files that stand there."""
    items, _ = pytester.inline_genitems("-p", "no:cacheprovider")
    return [item.nodeid for item in items]


def read(root: Path) -> Inventory:
    layout = TestLayout(roots=(".",))
    return scan(root, layout, surface=Surface({}), reader=Library(root))


def expected(item: TestItem) -> list[str]:
    assert isinstance(item.ids, Literal)
    return [f"{item.node_id}[{name}]" for name in item.ids.ids] or [item.node_id]


def test_every_file(pytester: pytest.Pytester) -> None:
    """Each is read as pytest collects it, or as one that only running tells."""
    names = {f"test_{index}.py": name for index, name in enumerate(FILES)}
    for file, name in names.items():
        (pytester.path / file).write_text(HEAD + FILES[name], "utf-8")
    real: dict[str, set[str]] = {}
    for node_id in collected(pytester):
        real.setdefault(names[node_id.partition("::")[0]], set()).add(node_id)
    ours: dict[str, set[str]] = {}
    computed = set()
    for item in read(pytester.path).items:
        if isinstance(item.ids, Computed):
            computed.add(names[item.path])
            assert item.ids.why
        else:
            ours.setdefault(names[item.path], set()).update(expected(item))
    partly = {"class and module"}  # one of its two tests is computed
    assert computed == COMPUTED | partly
    assert {name: ids for name, ids in real.items() if name not in computed} == {
        name: ids for name, ids in ours.items() if name not in computed
    }
    assert ours["class and module"] < real["class and module"]


def test_a_hook_in_a_conftest_above_makes_ids_computed(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("def pytest_make_parametrize_id(val): return f'v{val}'\n")
    marked = HEAD + "@pytest.mark.parametrize('a', [1, 2])\ndef test(a): ...\n"
    pytester.makepyfile(test_it=marked)
    assert collected(pytester) == ["test_it.py::test[v1]", "test_it.py::test[v2]"]
    (item,) = read(pytester.path).items
    assert item.ids == Computed("pytest_make_parametrize_id in conftest.py")


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=12),
        st.binary(max_size=12),
        st.sampled_from(["a", "a", "1", 1, "a0"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.tuples(inner)),
    max_leaves=3,
)


@settings(
    max_examples=4, derandomize=True, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(columns=st.lists(st.lists(VALUES, min_size=1, max_size=6), min_size=12, max_size=12))
def test_any_literals(pytester: pytest.Pytester, columns: Sequence[Sequence[object]]) -> None:
    """A law over whatever can be written down: never another id than pytest's."""
    tests = [
        f"@pytest.mark.parametrize('a', {list(column)!r})\ndef test_{n}(a): ...\n"
        for n, column in enumerate(columns)
    ]
    (pytester.path / "test_it.py").write_text(HEAD + "\n".join(tests), "utf-8")
    real = collected(pytester)
    for item in read(pytester.path).items:
        if isinstance(item.ids, Literal):
            assert expected(item) == [x for x in real if x.startswith(f"{item.node_id}[")]


def test_which_tests_may_have_parts(tmp_path: Path) -> None:
    """Those that ask for `subtests`, and all of unittest: `subTest` may be called by a helper."""
    (tmp_path / "test_it.py").write_text(
        "import unittest\n"
        "def test_plain(): ...\n"
        "def test_fixture(subtests): ...\n"
        "class TestPlain:\n    def test_in(self): ...\n"
        "class TestUnit(unittest.TestCase):\n    def test_unit(self): ...\n",
        "utf-8",
    )
    found = {item.name for item in read(tmp_path).items if item.subtests}
    assert found == {"test_fixture", "test_unit"}
