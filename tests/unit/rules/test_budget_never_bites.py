"""A limit that a stricter one outdoes is pointless."""

from collections.abc import Callable
from dataclasses import replace

from specgen.program.model_policy import Limit, Project
from specgen.rules.budget_never_bites import BUDGET_NEVER_BITES
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_latencies_that_cannot_rise(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, limit_of: Make, said: Said
) -> None:
    p50, p95 = limit_of("p50", 0.2, "200ms"), limit_of("p95", 0.1, "100ms")
    top = limit_of("max", 1.0, "1s")
    facts = facts_of([module_of("a")], [scenario_of("a.stress.x", budget=(top, p95, p50))])
    assert said(BUDGET_NEVER_BITES, facts) == ["p50 200ms never bites: p95 allows only 100ms"]
    (found,) = BUDGET_NEVER_BITES.judge(facts)
    assert (found.place.route, found.related[0].place.route) == (
        ("budget", "p50"),
        ("budget", "p95"),
    )


def test_rising_and_single_limits(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, limit_of: Make, said: Said
) -> None:
    rising = (limit_of("p50", 0.1, "100ms"), limit_of("p99", 0.1, "100ms"))
    one = (limit_of("memory", 64e6, "64MB"),)
    scenarios = [scenario_of("a.stress.x", budget=rising), scenario_of("a.stress.y", budget=one)]
    assert said(BUDGET_NEVER_BITES, facts_of([module_of("a")], scenarios)) == []


def test_coverage_below_the_floor(
    facts_of: FactsOf,
    elsewhere: Project,
    module_of: Make,
    tier_of: Make,
    limit_of: Callable[..., Limit],
    said: Said,
) -> None:
    total, floor = limit_of("coverage.total", 0.5, "50%"), limit_of("coverage.floor", 0.6, "60%")
    tiers = (
        tier_of("low", budget=(limit_of("coverage", 0.5, "50%"),)),
        tier_of("even", budget=(limit_of("coverage", 0.6, "60%"),)),
    )
    low = module_of("a", budget=(limit_of("coverage", 0.1, "10%"),), requires=())
    project = replace(elsewhere, budget=(total, floor))
    assert said(BUDGET_NEVER_BITES, facts_of([low], project=project, tiers=tiers)) == [
        "coverage 50% never bites: every module owes 60%",
        "coverage 10% never bites: every module owes 60%",
    ]
    without = replace(elsewhere, budget=(total,))
    assert said(BUDGET_NEVER_BITES, facts_of([low], project=without, tiers=tiers)) == []
