"""Tiers stand strictest first."""

from collections.abc import Callable

from specgen.levels import Level
from specgen.rules.model import Facts, Rule
from specgen.rules.tier_order import TIER_ORDER

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def judged(said: Said, facts_of: FactsOf, *tiers: object) -> list[str]:
    return said(TIER_ORDER, facts_of(tiers=tiers))


def test_a_stricter_tier_after_a_milder_one(
    facts_of: FactsOf, tier_of: Make, limit_of: Make, said: Said
) -> None:
    message = ["tier `b` is stricter than `a`, which stands before it"]
    mild = tier_of("a", "unit", "race")
    assert judged(said, facts_of, mild, tier_of("b", "unit", "race", "chaos")) == message
    assert judged(said, facts_of, mild, tier_of("b", "race", "unit", evidence=Level.PASSING)) == (
        message
    )
    covered = tier_of("b", "unit", "race", budget=(limit_of("coverage", 0.9, "90%"),))
    assert judged(said, facts_of, mild, covered) == message


def test_equal_milder_and_incomparable_tiers(
    facts_of: FactsOf, tier_of: Make, limit_of: Make, said: Said
) -> None:
    first = tier_of("a", "unit", "race", budget=(limit_of("p95", 1.0, "1s"),))
    assert judged(said, facts_of, first, tier_of("b", "unit", "race")) == []
    assert judged(said, facts_of, first, tier_of("b", "unit")) == []
    assert judged(said, facts_of, first, tier_of("b", "unit", "chaos", "e2e")) == []
    assert judged(said, facts_of, first, tier_of("b", "unit", evidence=Level.PROVEN)) == []
