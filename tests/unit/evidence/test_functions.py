"""Lines that ran, and the functions that they belong to."""

import pytest

from specgen.diagnostics import Span
from specgen.evidence.functions import executed_in, functions_of, untold
from specgen.surface.model import ModuleSurface, Symbol, SymbolKind

NO_LINES: frozenset[int] = frozenset()
CART = ModuleSurface(
    "shop.cart",
    "src/shop/cart.py",
    (
        Symbol("add", SymbolKind.FUNCTION, Span(3, 1, 6, 1)),  # its second line is a default
        Symbol("one", SymbolKind.FUNCTION, Span(8, 1, 8, 20)),
        Symbol("Cart", SymbolKind.CLASS, Span(10, 1, 12, 1)),
        Symbol("Cart.total", SymbolKind.METHOD, Span(11, 5, 12, 1)),
    ),
)


@pytest.mark.parametrize(
    ("ran", "wanted"),
    [
        ({3, 8, 10, 11}, ()),
        ({5}, ("add",)),
        ({-5}, ("add",)),
        ({-8}, ("one",)),
        ({-10}, ()),  # the body of the class
        ({12, -8}, ("Cart.total", "one")),
    ],
)
def test_which_functions_ran(ran: set[int], wanted: tuple[str, ...]) -> None:
    assert executed_in(CART, frozenset(ran), statements=NO_LINES) == wanted


def test_only_statements_count_where_they_are_known() -> None:
    statements = frozenset({3, 5, 6, 8, 10, 11, 12})
    assert executed_in(CART, frozenset({4}), statements=statements) == ()
    assert executed_in(CART, frozenset({4}), statements=NO_LINES) == ("add",)
    assert executed_in(CART, frozenset({4, -8}), statements=statements) == ("one",)


def test_a_module_without_functions_stands_as_a_whole() -> None:
    plain = ModuleSurface("shop.names", "src/shop/names.py")
    assert functions_of(plain) == ()
    assert executed_in(plain, frozenset({1}), statements=NO_LINES) == ("",)
    assert executed_in(plain, NO_LINES, statements=NO_LINES) == ()


@pytest.mark.parametrize(
    ("line", "branches", "wanted"), [(8, True, False), (8, False, True), (1, True, True)]
)
def test_where_nothing_tells_that_a_function_ran(line: int, branches: bool, wanted: bool) -> None:
    one = Symbol("one", SymbolKind.FUNCTION, Span(line, 1, line, 20))
    assert untold(ModuleSurface("m", "m.py", (one,)), branches=branches) is wanted
