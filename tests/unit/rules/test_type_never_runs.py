"""What is required runs at some moment."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.type_never_runs import TYPE_NEVER_RUNS

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_required_types_that_no_moment_runs(
    facts_of: FactsOf, tier_of: Make, run_of: Make, said: Said
) -> None:
    tiers = (tier_of("core", "unit", "chaos", "race"), tier_of("tools", "unit"))
    facts = facts_of(tiers=tiers, runs=(run_of("commit", "unit"), run_of("nightly", "e2e")))
    assert said(TYPE_NEVER_RUNS, facts) == [
        "no moment runs chaos, race, and tier `core` requires it"
    ]


def test_a_project_without_runs_has_not_said(facts_of: FactsOf, tier_of: Make, said: Said) -> None:
    assert said(TYPE_NEVER_RUNS, facts_of(tiers=(tier_of("core", "unit"),))) == []
