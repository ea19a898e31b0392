"""A glob waives no more than was approved."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.waiver_over_limit import WAIVER_OVER_LIMIT

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_more_gaps_than_approved(
    facts_of: FactsOf, module_of: Make, waiver_for: Make, said: Said
) -> None:
    gaps = ("a.unit.baseline", "a.race.baseline")
    modules = [module_of("a", requires=("unit", "race"))]

    def judged(at_most: int | None) -> list[str]:
        waiver = waiver_for("a.*", *gaps, "a.e2e.closed", at_most=at_most)
        return said(WAIVER_OVER_LIMIT, facts_of(modules, waivers=(waiver,)))

    assert judged(1) == ["`a.*` waives 2 gaps, at most 1 are approved"]
    assert judged(2) == judged(None) == []


def test_skips_are_counted_by_the_gate(facts_of: FactsOf, waiver_for: Make, said: Said) -> None:
    waiver = waiver_for("tests/a.py", allow="skip", at_most=0)
    assert said(WAIVER_OVER_LIMIT, facts_of(waivers=(waiver,))) == []
