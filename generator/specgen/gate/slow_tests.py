"""One test has so much time and no more."""

from collections.abc import Iterator

from specgen.gate.budgets import broken
from specgen.gate.model import Complaint, Facts, Judgement, Measured
from specgen.gate.model_results import Ran
from specgen.gate.reading import limit_of, place_of, scenarios_of, tests_at, tier_of
from specgen.program.model_policy import Limit
from specgen.quantities import Duration


def _measure(facts: Facts) -> Iterator[Measured]:
    """Every test that is over its limit, and of each limit that holds the slowest test by it."""
    limits = dict(_every(facts))
    slowest: dict[Limit, Ran] = {}
    for ran, limit in _limited(facts) if limits else ():
        limits.pop(limit, None)
        if ran.seconds > limit.value:
            yield _measured(facts, ran, limit=limit)
        elif limit not in slowest or ran.seconds > slowest[limit].seconds:
            slowest[limit] = ran
    for limit, ran in slowest.items():
        yield _measured(facts, ran, limit=limit)
    for limit, subject in limits.items():
        yield Measured(subject, limit, why="no test that it is for ran")


def _limited(facts: Facts) -> Iterator[tuple[Ran, Limit]]:
    """The tests that have a limit, each with its strictest."""
    found: dict[tuple[str, tuple[str, ...]], Limit | None] = {}
    for ran in tests_at(facts):
        key = (ran.type, scenarios_of(facts, ran))
        if key not in found:
            found[key] = _limit(facts, ran)
        limit = found[key]
        if limit is not None:
            yield ran, limit


def _measured(facts: Facts, ran: Ran, *, limit: Limit) -> Measured:
    shown = str(Duration(round(ran.seconds, 3)))
    complaint = Complaint(
        ran.node_id,
        f"took {shown}, may take {limit.text}",
        place_of(ran.node_id),
        tip="make it faster, or raise `each`",
        tier=tier_of(facts, ran),
        measured=ran.seconds,
        limit=limit.value,
        known_as=scenarios_of(facts, ran),
    )
    return Measured(ran.node_id, limit, ran.seconds, shown, complaints=(complaint,))


def _every(facts: Facts) -> Iterator[tuple[Limit, str]]:
    """All limits on one test that bite at the moment, each once, and whose they are."""
    program = facts.program
    budgets = [(run.budget, run.moment) for run in program.runs if run.moment == facts.moment]
    budgets += [(kind.budget, kind.name) for kind in program.types if kind.name in facts.types]
    budgets += [(s.budget, s.id) for s in program.scenarios if s.type in facts.types]
    found: dict[Limit, str] = {}
    for budget, owner in budgets:
        limit = limit_of(budget, "each")
        if limit is not None:
            found.setdefault(limit, owner)
    yield from found.items()


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
    judge=broken(_measure),
    measure=_measure,
)
