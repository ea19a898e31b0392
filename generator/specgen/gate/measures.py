"""What the judgements of measured scenarios share: the worst figure against its limit."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.model import Complaint, Facts, Measure, Measured
from specgen.gate.reading import tests_of
from specgen.program.model import Scenario
from specgen.program.model_policy import Limit
from specgen.quantities import MEASURES, Direction, Duration, Rate, Share, Size

_ELSEWHERE = ("each", "total", "slowdown")
_RAN = (Outcome.PASS, Outcome.FLAKY, Outcome.FAIL, Outcome.XPASS)


def limits_on(*measures: str) -> Measure:
    """Measures the scenarios that have a limit on one of ``measures``, by the worst figure that
    their tests recorded."""

    def measure(facts: Facts) -> Iterator[Measured]:
        for scenario in facts.program.scenarios:
            limits = scenario.budget if scenario.type in facts.types else ()
            for limit in limits:
                if limit.measure in measures:
                    yield _measured(facts, scenario, limit=limit)

    return measure


def keeps(facts: Facts, scenario: Scenario) -> bool:
    """Whether every limit of ``scenario`` was measured and held; run times, and figures that only a
    comparison gives, are judged elsewhere."""
    limits = (limit for limit in scenario.budget if limit.measure not in _ELSEWHERE)
    return not any(_measured(facts, scenario, limit=limit).broken for limit in limits)


def _measured(facts: Facts, scenario: Scenario, *, limit: Limit) -> Measured:
    """The worst figure of the scenario's tests; one that they ran and did not record is asked."""
    tests = [ran for ran in tests_of(facts, scenario) if ran.outcome in _RAN]
    found = [ran.measures[limit.measure] for ran in tests if limit.measure in ran.measures]
    tier = facts.tier_of[scenario.module]
    measure = MEASURES[limit.measure]
    less = measure.direction is Direction.AT_MOST
    if not tests:
        return Measured(scenario.id, limit, why="no test of it ran")
    if not found:
        complaint = Complaint(
            scenario.id,
            f"ran, and {limit.measure} was not measured; its limit is {limit.text}",
            limit.place,
            tip="record it in the test: docs/evidence.md says how",
            tier=tier, limit=limit.value, less=less,
        )  # fmt: skip
        why = "its tests did not record it"
        return Measured(scenario.id, limit, why=why, complaints=(complaint,))
    worst = max(found) if less else min(found)
    shown = _text(worst, limit)
    word = "allowed" if less else "owed"
    complaint = Complaint(
        scenario.id,
        f"{limit.measure} is {shown}, {measure.direction} {limit.text} is {word}",
        limit.place,
        tip=f"{limit.measure} is the {measure.meaning}",
        tier=tier, measured=worst, limit=limit.value, less=less,
    )  # fmt: skip
    return Measured(scenario.id, limit, worst, shown, complaints=(complaint,))


def _text(value: float, limit: Limit) -> str:
    """A measured value in the words of its limit."""
    kinds = MEASURES[limit.measure].kinds
    if Duration in kinds:
        return str(Duration(float(f"{value:.3g}")))
    if Size in kinds:
        return str(Size(int(value))) if value < 10**6 else f"{value / 10**6:.1f}MB"
    if Rate in kinds:
        return f"{value:,.1f}/s"
    return f"{value:.2%}" if Share in kinds and limit.text.endswith("%") else f"{value:g}"
