"""What is sure of a single test, and what is not."""

from dataclasses import replace

import pytest

from specgen.diagnostics import Span
from specgen.evidence.model import Evidence
from specgen.evidence.model_traces import Followed, Traces
from specgen.evidence.own import Own, Witness
from specgen.inventory.model import How, Link, TestItem
from specgen.levels import Level
from specgen.surface.model import ModuleSurface, Surface, Symbol, SymbolKind

PATH, TEST = "src/shop/cart.py", "t.py::test_add"
CART = ModuleSurface(
    "shop.cart",
    PATH,
    (
        Symbol("add", SymbolKind.FUNCTION, Span(2, 1, 3, 1)),
        Symbol("kept", SymbolKind.FUNCTION, Span(6, 1, 7, 1), decorators=("functools.cache",)),
        Symbol("Row", SymbolKind.CLASS, Span(9, 1, 10, 1)),
        Symbol("Cart", SymbolKind.CLASS, Span(12, 1, 15, 1)),
        Symbol("Cart.__init__", SymbolKind.METHOD, Span(13, 5, 14, 1)),
        Symbol("LIMIT", SymbolKind.CONSTANT, Span(17, 1, 17, 9)),
    ),
)
RAN = {PATH: frozenset({3})}
ITEM = TestItem(
    node_id=TEST, path="t.py", name="test_add", span=Span(1, 1, 2, 1), home="t.py", type="unit",
    level=Level.WRITTEN,
)  # fmt: skip
FOLLOWED = Followed(TEST)
NOTHING = Own(known=True)
UNKNOWN = Own()


def own(
    traces: Traces,
    followed: Followed | None = FOLLOWED,
    *,
    symbol: str = "add",
    how: How = How.CALLED,
    module: ModuleSurface = CART,
) -> Own:
    evidence = Evidence(followed={TEST: followed} if followed else {})
    witness = Witness(evidence, traces, surface=Surface({CART.name: module}))
    return witness.of(ITEM, Link(CART.name, how, 1.0, 1, "", symbol))


def test_what_its_context_says_is_sure() -> None:
    traces = Traces(tests={TEST: RAN})
    assert own(traces) == own(traces, None) == Own(True, ("add",))


def test_nothing_is_sure_only_of_a_test_that_was_followed() -> None:
    assert own(Traces()) == NOTHING
    assert own(Traces(), None) == UNKNOWN
    assert own(Traces(), replace(FOLLOWED, processes=True)) == UNKNOWN


def test_a_fixture_that_outlives_its_test_may_have_done_it() -> None:
    traces = Traces(fixtures={"t::a": RAN, "t::b": {PATH: frozenset({2})}})
    assert own(traces, Followed(TEST, frozenset({"t::a"}))) == UNKNOWN
    assert own(traces, Followed(TEST, frozenset({"t::b"}))) == NOTHING


def test_what_ran_while_collecting_may_be_used() -> None:
    assert own(Traces(nobody={"unit": RAN})) == UNKNOWN
    assert own(Traces(nobody={"": RAN})) == UNKNOWN
    assert own(Traces(nobody={"e2e": RAN})) == NOTHING
    assert own(Traces(nobody={"unit": RAN}), symbol="Cart") == NOTHING


def test_of_another_producer_anybodys_set_up_counts() -> None:
    assert own(Traces(phased=frozenset({TEST})), None) == NOTHING
    assert own(Traces(phased=frozenset({TEST}), setups=RAN), None) == UNKNOWN
    cart = {"": {PATH: frozenset({14})}}  # another function than the one that is called
    assert own(Traces(phased=frozenset({TEST}), nobody=cart), None) == UNKNOWN


@pytest.mark.parametrize(
    ("symbol", "how", "wanted"),
    [
        ("", How.CALLED, NOTHING),
        ("kept", How.CALLED, UNKNOWN),
        ("Row", How.CALLED, UNKNOWN),
        ("Cart", How.CALLED, NOTHING),
        ("Cart", How.USED, UNKNOWN),
        ("Cart.inherited", How.CALLED, UNKNOWN),
        ("LIMIT", How.USED, UNKNOWN),
        ("add", How.USED, NOTHING),
    ],
)
def test_what_leaves_no_trace_is_not_missed(symbol: str, how: How, wanted: Own) -> None:
    assert own(Traces(), symbol=symbol, how=how) == wanted


def test_what_cannot_be_told_of_a_module() -> None:
    one = Symbol("one", SymbolKind.FUNCTION, Span(4, 1, 4, 20))
    module = replace(CART, symbols=(*CART.symbols, one))
    assert own(Traces(branches=False), module=module) == UNKNOWN
    assert own(Traces(branches=True), module=module) == NOTHING
    assert own(Traces(), module=replace(CART, symbols=CART.symbols[2:3])) == UNKNOWN
    assert own(Traces(), module=replace(CART, name="shop.log")).known


def test_of_a_module_that_is_not_there_nothing_is_known() -> None:
    witness = Witness(Evidence(), Traces(), surface=Surface())
    assert witness.of(ITEM, Link("shop.gone", How.CALLED, 1.0, 1, "")) == UNKNOWN
