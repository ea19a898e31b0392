"""A module that a tier names is of that tier."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.tier_overlap import TIER_OVERLAP

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def test_a_module_named_by_one_tier_and_taken_by_another(
    facts_of: FactsOf, module_of: Make, tier_of: Make, said: Said, routes: Routes
) -> None:
    tiers = (
        tier_of("core", patterns=("api.*",)),
        tier_of("tools", patterns=("x", "api.orders", "shop.api.items")),
    )
    modules = [
        module_of(name, tier="core", requires=()) for name in ("api.orders", "api.items", "api.z")
    ]
    facts = facts_of(modules, tiers=tiers)
    assert said(TIER_OVERLAP, facts) == [
        "`api.orders` is named here and is of tier `core`",
        "`api.items` is named here and is of tier `core`",
    ]
    assert routes(TIER_OVERLAP, facts)[0] == ("tiers", "tools", "modules", 1)


def test_patterns_may_overlap_and_names_may_agree(
    facts_of: FactsOf, module_of: Make, tier_of: Make, said: Said
) -> None:
    tiers = (tier_of("core", patterns=("api.orders",)), tier_of("tools", patterns=("api.*",)))
    facts = facts_of([module_of("api.orders", tier="core", requires=())], tiers=tiers)
    assert said(TIER_OVERLAP, facts) == []
