"""A waiver that excuses nothing waits for the next thing to excuse."""

from collections.abc import Iterator

from specgen.gate.excuses import means
from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.program.model_policy import Waiver


def _judge(facts: Facts) -> Iterator[Complaint]:
    for waiver in facts.program.waivers:
        unused = not facts.used.get(waiver) and facts.today < waiver.expires
        if unused and _judged(facts, waiver):
            yield Complaint(
                waiver.target,
                f"waiver for {waiver.allow} excuses nothing",
                waiver.place,
                tip="delete it",
            )


def _judged(facts: Facts, waiver: Waiver) -> bool:
    """Whether what it is for had the chance to need it."""
    scenarios = [facts.program.scenario_by_id[s] for s in waiver.covers]
    if any(s.type not in facts.types for s in scenarios):
        return False
    if waiver.allow == "gap" and scenarios:
        return True
    tests = facts.results.tests
    return any(means(waiver.target, test) for test in tests) or (bool(tests) and bool(scenarios))


WAIVER_UNUSED = Judgement(
    id="waiver-unused",
    summary="waivers that excuse nothing",
    why="What it excused is mended, and it will excuse the next thing unseen.",
    judge=_judge,
    last=True,
    scope=Scope.MATRIX,
)
