"""What of a call of `parametrize` only running tells, and what literals say."""

import ast

import pytest

from specgen.syntax.model_ids import Computed, Literal
from specgen.syntax.parameter_ids import ids_of


def call(text: str) -> ast.Call:
    node = ast.parse(f"parametrize({text})", mode="eval").body
    assert isinstance(node, ast.Call)
    return node


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("*args", "its arguments are unpacked"),
        ("'a', [1], **more", "its arguments are unpacked"),
        ("'a,', [1]", "what a comma at the end means depends on pytest's version"),
        ("NAMES, [1]", "the names of its parameters are computed"),
        ("[NAME], [1]", "the names of its parameters are computed"),
        ("'a', SETS", "its sets are computed"),
        ("'a', [*SETS]", "some of its sets are computed"),
        ("'a', []", "it has no sets"),
        ("'a', [1, 2], ids=['x']", "it has not as many ids as sets"),
        ("'a', [1], ids=[NAME]", "some of its ids are computed"),
        ("'a', [1], ids=[b'x']", "some of its ids are no text"),
        ("'a, b', [(1,)]", "a set has not as many values as there are parameters"),
        ("'a, b', [PAIR]", "some of its sets are computed"),
        ("'a', [pytest.param(*values)]", "some of its values are unpacked"),
        ("'a', [pytest.param(1, **more)]", "some of its ids are computed"),
        ("'a', [pytest.param(1, id=NAME)]", "some of its ids are computed"),
        ("'a', [-NAME]", "some of its values are computed"),
        ("'a', [-'x']", "some of its values are computed"),
        ("'a', ['" + "x" * 101 + "']", "a value has more than 100 characters"),
        (f"'a', [{10**400}]", "a value is a very long number"),
        ("'a', [" + "1," * 1_001 + "]", "it has more than 1,000 sets"),
    ],
)
def test_only_running_tells(text: str, why: str) -> None:
    assert ids_of(call(text)) == Computed(why)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("'a', [1, -2, ...]", ("1", "-2", "a2")),
        ("'a', [[1], None]", ("a0", "None")),
        ("'a', ['x', 'x', 'x0']", ("x1", "x2", "x0")),
        ("'a', [1, 1]", ("1_0", "1_1")),
        ("('a', 'b'), [(1, 2), pytest.param(3, 4, id='last')]", ("1-2", "last")),
        ("'a', [1, 2], ids=[None, 'two']", ("1", "two")),
    ],
)
def test_literals_say(text: str, ids: tuple[str, ...]) -> None:
    found = ids_of(call(text))
    assert isinstance(found, Literal)
    assert found.ids == ids


@pytest.mark.parametrize(("text", "may_be"), [("False", False), ("True", True), ("['a']", True)])
def test_values_may_go_through_a_fixture(text: str, may_be: bool) -> None:
    found = ids_of(call(f"'a', [1], indirect={text}"))
    assert isinstance(found, Literal)
    assert found.indirect is may_be
