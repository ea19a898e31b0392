"""Expressions that the source settles."""

import ast

import pytest

from specgen.syntax.comparisons import mentions
from specgen.syntax.constants import empty_literal, truth
from specgen.syntax.doubles import doubles_only
from specgen.syntax.flow import ends, holds_checks


def expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", True), ("0", False), ("''", False), ("None", False), ("not 0", True),
        ("not x", None), ("x or 1", True), ("x and 0", False), ("x or 0", None), ("1 and 2", True),
        ("0 or 0", False),
        ("1 == 1", True), ("1 != 1", False), ("1 == 2", False), ("1 < 2", None), ("x == 1", None),
        ("[]", False), ("(x,)", True), ("[*x]", None), ("{}", False), ("{**x}", None),
        ("f'{x}'", None), ("f'a{x}'", True), ("lambda: 0", True), ("TYPE_CHECKING", False),
        ("typing.TYPE_CHECKING", False), ("x", None), ("f()", None),
    ],
)  # fmt: skip
def test_truth(text: str, value: bool | None) -> None:
    assert truth(expression(text)) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[]", True), ("()", True), ("{}", True), ("''", True), ("set()", True), ("list(())", True),
        ("range(0)", True), ("enumerate([])", True), ("[1]", False), ("x", False), ("f()", False),
        ("range(3)", False), ("range(0, 2)", False), ("list(x)", False), ("dict(a=1)", False),
        ("enumerate(x)", False), ("'a'", False), ("0", False),
    ],
)  # fmt: skip
def test_empty_literals(text: str, value: bool) -> None:
    assert empty_literal(expression(text)) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("return", True), ("raise x", True), ("continue", True), ("pytest.skip('x')", True),
        ("pytest.importorskip('x')", False), ("self.fail()", True), ("f()", False),
        ("if x:\n return", False), ("if x:\n return\nelse:\n raise y", True),
        ("if 1:\n return", True), ("if 0:\n return", False), ("with x:\n return", True),
        ("with x:\n raise y", False), ("for x in y:\n return", False),
    ],
)  # fmt: skip
def test_what_ends_a_block(text: str, value: bool) -> None:
    assert ends(ast.parse(text).body[0]) is value


def test_which_statements_check() -> None:
    assert holds_checks(ast.parse("if x:\n assert y").body)
    assert holds_checks(ast.parse("self.assertTrue(x)").body)
    assert not holds_checks(ast.parse("f(x)").body)
    assert mentions(expression("f(x.y)"), "x")
    assert not mentions(expression("f(x.y)"), "y")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("def test(): assert 1 == 1", False),
        ("def test():\n m = Mock()\n x = m.f()\n assert x == 1", True),
        ("def test(self):\n m = Mock(spec=shop.Cart)\n self.assertEqual(m.f(), 1)", True),
        ("def test(self):\n m = Mock()\n self.cart.run(m)", False),
        ("def test():\n m = Mock()\n shop.run(m)\n m.f.assert_called()", False),
        ("@patch('shop.a.f')\ndef test(f):\n assert f() == 1", True),
        ("@patch('shop.a.f')\ndef test(f, client):\n assert client.f() == f()", False),
        ("@patch('shop.a.f', new=g)\ndef test(client):\n assert client.f()", False),
        ("def test(mocker):\n mocker.patch('shop.a.f', return_value=1)\n assert a.f() == 1", True),
        ("def test(mocker):\n mocker.patch('shop.a.f', return_value=1)\n assert a.g() == 1", False),
        ("def test():\n m = Mock()\n def f(): ...\n assert m.f(f)", False),
    ],
)
def test_doubles_alone(text: str, value: bool) -> None:
    (node,) = ast.parse(text).body
    assert isinstance(node, ast.FunctionDef)
    assert doubles_only(node, {"a": "shop.a", "Mock": "unittest.mock.Mock"}) is value
