"""A module is there or planned."""

from collections.abc import Callable
from dataclasses import replace

from specgen.program.model_policy import Project
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


def test_excluded_modules_are_not_looked_for(
    facts_of: FactsOf, module_of: Make, surface_of: Make, elsewhere: Project, said: Said
) -> None:
    source = replace(elsewhere.source, elsewhere=False, exclude=("*.migrations.*",))
    project = replace(elsewhere, source=source)
    modules = [module_of("migrations.m1")]
    facts = facts_of(modules, surface=[surface_of("shop.cart")], project=project)
    assert said(MISSING_MODULE, facts) == []


def test_without_source_nothing_is_missing(
    facts_of: FactsOf, module_of: Make, surface_of: Make, elsewhere: Project, said: Said
) -> None:
    modules, surface = [module_of("a")], [surface_of("shop.b")]
    assert said(MISSING_MODULE, facts_of(modules)) == []
    assert said(MISSING_MODULE, facts_of(modules, surface=surface, absent=["src"])) == []
    assert said(MISSING_MODULE, facts_of(modules, surface=surface, project=elsewhere)) == []
