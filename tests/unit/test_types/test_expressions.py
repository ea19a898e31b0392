"""A user's expression stays one expression wherever it is put."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.test_types.expressions import conditions, enclosed, free_names, parsed
from specgen.test_types.model import NotComplete


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1", "1"),
        (" 1 ", "1"),
        ("(1, 2)", "(1, 2)"),
        ("1, 2", "(1, 2)"),
        ("(1), (2)", "((1), (2))"),
        ("()", "()"),
        ("[1, 2]", "[1, 2]"),
    ],
)
def test_a_bare_tuple_is_put_in_brackets(text: str, wanted: str) -> None:
    assert enclosed(text, parsed(text)) == wanted


@pytest.mark.parametrize(
    "text",
    ["", "1;2", "x = 1", "(1", "1)", "1 # 2", "1\n2", "(yield)", "await x", "(x := 1)", "\x00"],
)
def test_what_is_no_plain_expression_is_refused(text: str) -> None:
    with pytest.raises(NotComplete):
        parsed(text)


@given(st.text(max_size=30))
def test_as_an_argument_it_is_one_argument(text: str) -> None:
    try:
        tree = parsed(text)
    except NotComplete:
        return
    call = ast.parse(f"f({enclosed(text, tree)})", mode="eval").body
    assert isinstance(call, ast.Call)
    assert len(call.args) == 1
    assert not call.keywords


def test_names_bound_inside_and_builtins_are_not_free() -> None:
    tree = parsed("[len(x) + other for x in items if (lambda y: y)(x)]")
    assert set(free_names(tree)) == {"items", "other"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a and b and c", ("a", "b", "c")),
        ("a or b", ("a or b",)),
        ("(a and b) or c", ("(a and b) or c",)),
        ("a < b", ("a < b",)),
    ],
)
def test_a_conjunction_is_cut(text: str, wanted: tuple[str, ...]) -> None:
    assert conditions(parsed(text), text) == wanted
