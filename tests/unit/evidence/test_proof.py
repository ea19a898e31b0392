"""Which tests passed and executed functions of the modules they count for."""

import pytest

from specgen.diagnostics import Span
from specgen.evidence.model import CoverageFigures, Evidence, TestRecord
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.model_proof import Standing
from specgen.evidence.proof import executed_functions, proof
from specgen.inventory.model import How, Inventory, Link, TestItem
from specgen.levels import Level
from specgen.surface.model import ModuleSurface, Surface, Symbol, SymbolKind

CART = ModuleSurface(
    "shop.cart",
    "src/shop/cart.py",
    (
        Symbol("add", SymbolKind.FUNCTION, Span(1, 1, 4, 1)),  # its second line is a default
        Symbol("Cart", SymbolKind.CLASS, Span(6, 1, 9, 1)),
        Symbol("Cart.total", SymbolKind.METHOD, Span(8, 5, 9, 1)),
    ),
)
STATEMENTS = frozenset({1, 3, 4, 6, 7, 8, 9})


def figures(**contexts: set[int]) -> CoverageFigures:
    ran = {name: frozenset(lines) for name, lines in contexts.items()}
    return CoverageFigures(CART.path, frozenset().union(*ran.values()), STATEMENTS, contexts=ran)


def standings(outcome: Outcome, coverage: CoverageFigures | None) -> list[Standing]:
    item = TestItem(
        node_id="t.py::test_add", path="t.py", name="test_add", span=Span(1, 1, 2, 1), home="t.py",
        type="unit", level=Level.WRITTEN,
        links=(
            Link("shop.cart", How.CALLED, 1.0, 1, ""),
            Link("shop.price", How.PATCHED, 0.2, 1, ""),
        ),
    )  # fmt: skip
    evidence = Evidence(
        (TestRecord("t.py::test_add", outcome),),
        coverage={CART.path: coverage} if coverage else {},
    )
    found = proof(evidence, Inventory((item,)), surface=Surface({CART.name: CART}))
    assert {each.module for each in found} == {"shop.cart"}
    return [each.standing for each in found]


def test_functions_count_below_their_first_line() -> None:
    ran = executed_functions(CART, figures(unit={1, 2, 3, 6, 7, 8}, e2e={1, 2, 6, 7, 8, 9}))
    assert ran == {"unit": ("add",), "e2e": ("Cart.total",)}


def test_a_module_without_functions_counts_as_a_whole() -> None:
    plain = ModuleSurface("shop.names", CART.path)
    assert executed_functions(plain, figures(unit={1}, e2e=set())) == {"unit": ("",), "e2e": ()}


@pytest.mark.parametrize(
    ("outcome", "coverage", "expected"),
    [
        (Outcome.PASS, figures(unit={1, 3}), Standing.EXECUTED),
        (Outcome.PASS, figures(unit={1, 2, 6, 7, 8}), Standing.NOT_EXECUTED),
        (Outcome.PASS, figures(e2e={1, 3}), Standing.NOT_MEASURED),
        (Outcome.PASS, figures(e2e={1, 3}, unit={1}), Standing.NOT_EXECUTED),
        (Outcome.PASS, None, Standing.NOT_MEASURED),
        (Outcome.PASS, figures(**{"": {1, 3}}), Standing.NOT_MEASURED),
        (Outcome.FAIL, figures(unit={1, 3}), Standing.NOT_PASSED),
        (Outcome.PENDING, figures(unit={1, 3}), Standing.NOT_PASSED),
    ],
)
def test_standing(outcome: Outcome, coverage: CoverageFigures | None, expected: Standing) -> None:
    assert standings(outcome, coverage) == [expected]
