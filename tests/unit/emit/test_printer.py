"""The printer writes what black writes, at every width, or says that it may not."""

import ast
import keyword

import black
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.emit.literals import docstring
from specgen.emit.printer import Line, doubtful, flat, lay_out, lay_out_def
from specgen.test_types.model_code import (
    Call,
    DictOf,
    Keyword,
    ListOf,
    Node,
    Pair,
    Raw,
    Text,
    TupleOf,
)

SOFT = {"print", "exec", "match", "case", "type", "_"}
NAMES = st.from_regex(r"[a-z_]{1,12}", fullmatch=True).filter(
    lambda name: not keyword.iskeyword(name) and name not in SOFT
)
VALUES = st.one_of(
    NAMES.map(Raw),
    st.integers(0, 10**9).map(lambda number: Raw(str(number))),
    st.builds(
        Text,
        st.text(max_size=60)
        | st.text(alphabet="abc \"'\\\n{}é漢", max_size=120)
        | st.text(alphabet="abc  ", max_size=200),
        st.booleans(),
    ),
)


def calls(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Call]:
    keywords = st.lists(st.builds(Keyword, NAMES, inner), max_size=3, unique_by=lambda k: k.name)
    arguments = st.tuples(st.lists(inner, max_size=3), keywords)
    dotted = st.lists(NAMES, min_size=1, max_size=3).map(".".join)
    return st.builds(Call, dotted, arguments.map(lambda both: (*both[0], *both[1])))


def brackets(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    items = st.lists(inner, max_size=4).map(tuple)
    pairs = st.lists(st.builds(Pair, VALUES, inner), max_size=3).map(tuple)
    return st.one_of(
        calls(inner),
        st.builds(ListOf, items),
        st.builds(TupleOf, items),
        st.builds(DictOf, pairs),
    )


# what black's versions count differently, beside what they count alike
ODD = st.text(alphabet="0ab \"'é漢ு\u0301→☰\u200d🙂\u1160ﾊ　Ａ\U0001d360", max_size=90)
NODES: st.SearchStrategy[Node] = st.recursive(VALUES, brackets, max_leaves=10)
PARAMETERS = st.lists(st.tuples(NAMES, NAMES), max_size=6, unique_by=lambda pair: pair[0])


def odd_keyword(function: str, name: str, text: str) -> Call:
    return Call(function, (Keyword(name, Text(text)),))


@settings(max_examples=examples(200), deadline=None)
@given(
    calls(NODES | st.builds(Text, ODD)) | st.builds(odd_keyword, NAMES, NAMES, ODD),
    st.integers(60, 160),
    st.sampled_from(["", "x = ", "return ", "await "]),
    PARAMETERS,
    st.text(max_size=200) | ODD,
)
# a combining character where the line ends: it is as long as this black says, not as another does
@example(Call("f", (Keyword("_", Text("0" * 52 + "ு")),)), 60, "", [], "")
@example(Call("f", (Keyword("_", Text("0" * 53 + "ு")),)), 60, "", [], "")
@example(Call("f", (TupleOf((Text("0" * 50 + "ு"),)),)), 60, "", [], "")
@example(Call("f", (Text("漢" * 27), Raw("ab"))), 60, "", [], "")
@example(Call("f", (Text("0" * 51 + "☰"),)), 60, "", [], "")
def test_agrees_with_black(
    node: Call, width: int, before: str, parameters: list[tuple[str, str]], doc: str
) -> None:
    named = [f"{name}: {kind}" for name, kind in parameters]
    text = "\n".join(
        [
            lay_out(node, Line(0, width, "@")),
            lay_out_def("async def work", named, line=Line(0, width, "", ") -> None:")),
            "    " + docstring(doc, indent=4, width=width),
            lay_out(node, Line(4, width, before)) + "\n",
        ]
    )
    ast.parse(text.encode("utf-8"))
    if not doubtful(text, width):
        assert text == black.format_str(text, mode=black.Mode(line_length=width))


@settings(max_examples=examples(100))
@given(NODES)
def test_every_layout_means_the_same(node: Node) -> None:
    wanted = ast.dump(ast.parse(f"x = {flat(node)}".encode("utf-8", "surrogatepass")))
    for width in (60, 160):
        laid = lay_out(node, Line(0, width, "x = "))
        if not isinstance(node, Text):
            assert ast.dump(ast.parse(laid.encode("utf-8", "surrogatepass"))) == wanted


@pytest.mark.parametrize(
    ("node", "wanted"),
    [
        (Call("f", (Raw("a"), Raw("b"))), "f(a, b)"),
        (TupleOf((Raw("a"),)), "(a,)"),
        (DictOf((Pair(Text("a"), Raw("1")),)), '{"a": 1}'),
        (Call("f", (Keyword("k", ListOf()),)), "f(k=[])"),
        (
            Call("function", (Raw("a" * 30), Raw("b" * 20))),
            f"function(\n    {'a' * 30}, {'b' * 20}\n)",
        ),
        (
            Call("f", (Raw("a" * 40), Raw("b" * 40))),
            f"f(\n    {'a' * 40},\n    {'b' * 40},\n)",
        ),
        (
            ListOf((Raw("a" * 30), Raw("b" * 29))),
            f"[\n    {'a' * 30},\n    {'b' * 29},\n]",
        ),
        (
            Call("f", (Text("word " * 15),)),
            'f(\n    "word word word word word word word word word word "\n'
            '    "word word word word word "\n)',
        ),
        (
            Call("f", (Text("word " * 15, wrap=False),)),
            f'f(\n    "{"word " * 15}"\n)',
        ),
    ],
)
def test_has_three_forms(node: Node, wanted: str) -> None:
    assert lay_out(node, Line(0, 60)) == wanted


def test_a_single_parameter_gets_a_comma_of_its_own() -> None:
    laid = lay_out_def(f"def {'f' * 40}", ["parameter: int"], line=Line(0, 60, "", ") -> None:"))
    assert laid == f"def {'f' * 40}(\n    parameter: int,\n) -> None:"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x = 1\n", False),
        (f"def {'f' * 80}() -> None:\n", True),
        (f"{'f' * 80}(\n    a\n)\n", True),
        (f'    "{"s" * 80}",\n', False),
        (f'    """{"s" * 80}"""\n    x = 1\n', False),
        (f"# {'c' * 80}\n", False),
        (f"x = '{'漢' * 35}' + f()\n", True),
        (f"x = '{'0' * 65}\u0301' + f()\n", False),
        (f"x = '{'0' * 67}\u0301' + f()\n", True),
    ],
)
def test_knows_what_it_cannot_be_sure_of(text: str, wanted: bool) -> None:
    assert doubtful(text, 79) is wanted
