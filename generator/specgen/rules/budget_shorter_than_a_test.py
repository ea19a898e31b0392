"""A run that has less time than one of its tests may take."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.program.model_policy import Budget, Limit
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    program = facts.program
    for run in program.runs:
        total = _limit(run.budget, "total")
        for name in run.types if total else ():
            each = _limit(program.type_named[name].budget, "each")
            if total and each and total.value < each.value:
                yield BUDGET_SHORTER_THAN_A_TEST.says(
                    total.place,
                    f"`{run.moment}` has {total.text} in all, one {name} test may take {each.text}",
                    tip="allow the run more time, or leave the type to another moment",
                    related=(Related(each.place, f"each {name} test"),),
                )


def _limit(budget: Budget, measure: str) -> Limit | None:
    return next((limit for limit in budget if limit.measure == measure), None)


BUDGET_SHORTER_THAN_A_TEST = Rule(
    id="budget-shorter-than-a-test",
    severity=Severity.WARNING,
    summary="runs whose `total` is shorter than what `each` allows one of their tests",
    why="A test within its own limit would fail the whole run.",
    example=(
        "types: {e2e: {budget: {each: 60s}}}\n"
        "runs: {commit: {types: [e2e], budget: {total: 30s}}}\n"
    ),
    judge=_judge,
)
