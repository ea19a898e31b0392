"""A limit that another one makes pointless."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.program.model_policy import Budget
from specgen.rules.model import Facts, Rule

_RISING = ("p50", "p95", "p99", "max")  # of one sample each is at least the one before


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    program = facts.program
    yield from _floor(facts)
    for budget in (*(s.budget for s in program.scenarios), *(t.budget for t in program.types)):
        yield from _latency(budget)


def _latency(budget: Budget) -> Iterator[Diagnostic]:
    limits = {limit.measure: limit for limit in budget}
    stated = [limits[name] for name in _RISING if name in limits]
    for milder, stricter in zip(stated, stated[1:], strict=False):
        if milder.value > stricter.value:
            yield BUDGET_NEVER_BITES.says(
                milder.place,
                f"{milder.measure} {milder.text} never bites: "
                f"{stricter.measure} allows only {stricter.text}",
                tip=f"lower {milder.measure}, or raise {stricter.measure}",
                related=(Related(stricter.place, f"{stricter.measure} {stricter.text}"),),
            )


def _floor(facts: Facts) -> Iterator[Diagnostic]:
    policy = facts.program.project.budget
    floor = next((limit for limit in policy if limit.measure == "coverage.floor"), None)
    budgets = (
        *(tier.budget for tier in facts.program.tiers),
        *(module.budget for module in facts.program.modules),
    )
    for budget in budgets if floor else ():
        for limit in budget:
            if floor and limit.measure == "coverage" and limit.value < floor.value:
                yield BUDGET_NEVER_BITES.says(
                    limit.place,
                    f"coverage {limit.text} never bites: every module owes {floor.text}",
                    tip="raise it to the floor at least, or lower the floor",
                    related=(Related(floor.place, f"floor {floor.text}"),),
                )


BUDGET_NEVER_BITES = Rule(
    id="budget-never-bites",
    severity=Severity.WARNING,
    summary="limits that a stricter one of the same kind makes pointless",
    why="Whoever reads it believes in a tolerance that does not exist.",
    example="module: shop.cart\nscenarios:\n"
    "  - {type: stress, title: Many buyers, budget: {p50: 200ms, p95: 100ms}}\n",
    judge=_judge,
)
