"""A test that passes and fails on one tree proves nothing."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.budgets import broken
from specgen.gate.model import Facts, Judgement, Measured
from specgen.gate.model_results import Ran
from specgen.gate.reading import limit_of, on_test, plural, tests_at
from specgen.program.model_policy import Limit


def _measure(facts: Facts) -> Iterator[Measured]:
    limit = limit_of(facts.program.project.budget, "flaky")
    tests = list(tests_at(facts))
    flaky = [ran for ran in tests if ran.outcome is Outcome.FLAKY or ran.node_id in facts.flaky]
    allowed = 0.0
    if limit is not None:
        allowed = limit.value * (len(tests) if limit.text.endswith("%") else 1)
    over = f"; {limit.text} may be" if limit is not None and limit.value else ""
    count = float(len(flaky))
    complaints = (
        on_test(
            facts,
            ran,
            message=f"passes and fails on the same tree{_remembered(facts, ran)}:"
            f" {plural(len(flaky), 'test')} flaky{over}",
            tip="find what it depends on besides the code",
        )
        for ran in flaky
    )
    shown = f"{len(flaky):,} of {plural(len(tests), 'test')}"
    stated = limit or Limit("flaky", 0.0, "0", facts.program.project.place)
    if limit is not None and not tests:
        yield Measured("project", limit, why="no test ran")
    elif limit is not None or flaky:
        said = tuple(complaints) if count > allowed else ()
        yield Measured("project", stated, count, shown, bound=allowed, complaints=said)


def _remembered(facts: Facts, ran: Ran) -> str:
    """What earlier runs say of it, and how it gets out of this."""
    known = facts.flaky.get(ran.node_id)
    if known is None:
        return ""
    streak = facts.program.project.history.streak
    return (
        f" (passed {known.passed}, failed {known.failed} times, last on {known.last};"
        f" {known.streak} of {streak} passes that clear it)"
    )


FLAKY_TESTS = Judgement(
    id="flaky-tests",
    summary="flaky tests beyond the budget (none, unless it says so)",
    why="People learn to run red builds again, and so to ignore them.",
    judge=broken(_measure),
    measure=_measure,
)
