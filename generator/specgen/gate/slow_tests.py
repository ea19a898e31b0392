"""One test has so much time and no more."""

from collections.abc import Iterator
from math import inf

from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.model_results import Ran
from specgen.gate.reading import limit_of, place_of, scenarios_of, tests_at, tier_of
from specgen.program.model_policy import Limit
from specgen.quantities import Duration


def _judge(facts: Facts) -> Iterator[Complaint]:
    smallest = min(_every(facts), default=inf)
    for ran in tests_at(facts) if smallest < inf else ():
        limit = _limit(facts, ran) if ran.seconds > smallest else None
        if limit is not None and ran.seconds > limit.value:
            yield Complaint(
                ran.node_id,
                f"took {Duration(round(ran.seconds, 3))}, may take {limit.text}",
                place_of(ran.node_id),
                tip="make it faster, or raise `each`",
                tier=tier_of(facts, ran),
                measured=ran.seconds,
                limit=limit.value,
                known_as=scenarios_of(facts, ran),
            )


def _every(facts: Facts) -> Iterator[float]:
    """All limits on one test, to be done quickly with the tests that are below each of them."""
    program = facts.program
    budgets = [kind.budget for kind in program.types]
    budgets += [scenario.budget for scenario in program.scenarios]
    budgets += [run.budget for run in program.runs]
    return (limit.value for b in budgets if (limit := limit_of(b, "each")) is not None)


def _limit(facts: Facts, ran: Ran) -> Limit | None:
    """The strictest of those of the test's type, the moment and the test's scenarios."""
    kind = facts.program.type_named.get(ran.type)
    budgets = [kind.budget] if kind else []
    budgets += [facts.run.budget] if facts.run else []
    known = facts.program.scenario_by_id
    budgets += [known[s].budget for s in scenarios_of(facts, ran) if s in known]
    limits = [limit for budget in budgets if (limit := limit_of(budget, "each")) is not None]
    return min(limits, key=lambda limit: limit.value, default=None)


SLOW_TESTS = Judgement(
    id="slow-tests",
    summary="tests that take longer than `each` allows",
    why="One slow test costs everyone, at every push.",
    judge=_judge,
)
