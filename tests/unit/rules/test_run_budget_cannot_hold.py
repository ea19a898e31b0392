"""A run has as much time as its tests took when they were recorded."""

from collections.abc import Callable
from dataclasses import replace

from specgen.configure.model_jobs import Expected
from specgen.rules.model import Facts, Rule
from specgen.rules.run_budget_cannot_hold import RUN_BUDGET_CANNOT_HOLD

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_a_job_that_takes_longer(
    facts_of: FactsOf, run_of: Make, limit_of: Make, said: Said
) -> None:
    runs = (
        run_of("pull_request", "unit", budget=(limit_of("total", 300.0, "5m"),)),
        run_of("pre_push", "unit", budget=(limit_of("total", 60.0, "1m"),)),
        run_of("main", "unit"),
    )
    tests = {"unit": 400.0, "e2e": 30.0}
    facts = replace(
        facts_of(runs=runs),
        expected=(
            Expected("pull_request", "tests", 430.0, tests),
            Expected("pull_request", "performance", 300.0, {"performance": 300.0}),
            Expected("pre_push", "", 430.0, tests),
            Expected("main", "tests", 430.0, tests),
        ),
    )
    assert said(RUN_BUDGET_CANNOT_HOLD, facts) == [
        "`pull_request` has 5m, its job `tests` needs 430s at the least: unit 400s, e2e 30s",
        "`pre_push` has 1m, its tests need 430s at the least: unit 400s, e2e 30s",
    ]
    tips = [found.tip for found in RUN_BUDGET_CANNOT_HOLD.judge(facts)]
    assert tips == [
        "share unit out (`shards: {unit: 3}`), use `workers`, or leave a type to a later moment",
        "use `workers`, or leave a type to a later moment",
    ]
