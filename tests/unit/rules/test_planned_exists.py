"""A planned module is not there yet."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.planned_exists import PLANNED_EXISTS

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def test_a_planned_module_that_is_there(
    facts_of: FactsOf, module_of: Make, surface_of: Make, said: Said, routes: Routes
) -> None:
    modules = [module_of("a", planned=True), module_of("b", planned=True), module_of("c")]
    facts = facts_of(modules, surface=[surface_of("shop.a"), surface_of("shop.c")])
    assert said(PLANNED_EXISTS, facts) == ["`a` is planned and exists: src/shop/a.py"]
    assert routes(PLANNED_EXISTS, facts) == [("planned",)]
