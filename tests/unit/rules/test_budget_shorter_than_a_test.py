"""A run has time for one test at least."""

from collections.abc import Callable

from specgen.rules.budget_shorter_than_a_test import BUDGET_SHORTER_THAN_A_TEST
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_a_run_shorter_than_one_of_its_tests(
    facts_of: FactsOf, type_of: Make, run_of: Make, limit_of: Make, said: Said
) -> None:
    slow = type_of("slow", budget=(limit_of("each", 60.0, "60s"),))
    free = type_of("free", budget=(limit_of("p95", 1.0, "1s"),))

    def judged(seconds: float, *types: str) -> list[str]:
        run = run_of("commit", *types, budget=(limit_of("total", seconds, f"{seconds:g}s"),))
        return said(BUDGET_SHORTER_THAN_A_TEST, facts_of(types=(slow, free), runs=(run,)))

    assert judged(30, "slow", "free") == ["`commit` has 30s in all, one slow test may take 60s"]
    assert judged(60, "slow") == judged(1, "free") == []


def test_a_run_without_limit(
    facts_of: FactsOf, type_of: Make, run_of: Make, limit_of: Make, said: Said
) -> None:
    slow = type_of("slow", budget=(limit_of("each", 60.0, "60s"),))
    facts = facts_of(types=(slow,), runs=(run_of("commit", "slow"),))
    assert said(BUDGET_SHORTER_THAN_A_TEST, facts) == []
