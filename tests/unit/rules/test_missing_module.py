"""A module is there or planned."""

from collections.abc import Callable

from specgen.rules.missing_module import MISSING_MODULE
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_neither_there_nor_planned(
    facts_of: FactsOf, module_of: Make, surface_of: Make, said: Said
) -> None:
    modules = [module_of("crat"), module_of("later", planned=True), module_of("orders")]
    facts = facts_of(modules, surface=[surface_of("shop.cart"), surface_of("shop.orders")])
    assert said(MISSING_MODULE, facts) == ["there is no module `shop.crat` below `src`"]
    (found,) = MISSING_MODULE.judge(facts)
    assert found.tip.startswith("did you mean `shop.cart`? ")


def test_a_module_with_a_spec_is_not_suggested(
    facts_of: FactsOf, module_of: Make, surface_of: Make
) -> None:
    modules = [module_of("crat"), module_of("cart")]
    (found,) = MISSING_MODULE.judge(facts_of(modules, surface=[surface_of("shop.cart")]))
    assert found.tip == "for a module that is still to come say `planned: true`"


def test_namespace_packages_and_components(
    facts_of: FactsOf, module_of: Make, surface_of: Make, symbol_of: Make, said: Said
) -> None:
    modules = [module_of("api"), module_of("api.orders.Order")]
    orders = surface_of("shop.api.orders", symbol_of("Order()", "class"))
    assert said(MISSING_MODULE, facts_of(modules, surface=[orders])) == []


def test_without_source_nothing_is_missing(
    facts_of: FactsOf, module_of: Make, elsewhere: object, said: Said
) -> None:
    assert said(MISSING_MODULE, facts_of([module_of("a")], absent=["src"])) == []
    assert said(MISSING_MODULE, facts_of([module_of("a")], project=elsewhere)) == []
