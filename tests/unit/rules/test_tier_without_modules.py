"""A tier's patterns match something."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.tier_without_modules import TIER_WITHOUT_MODULES

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_patterns_that_match_nothing(
    facts_of: FactsOf, module_of: Make, tier_of: Make, said: Said
) -> None:
    tiers = (
        tier_of("core", patterns=("paymnts.*",)),
        tier_of("used", patterns=("a",)),
        tier_of("by_name"),
    )
    facts = facts_of([module_of("a", tier="used", requires=())], tiers=tiers)
    assert said(TIER_WITHOUT_MODULES, facts) == ["no module is of tier `core`"]
