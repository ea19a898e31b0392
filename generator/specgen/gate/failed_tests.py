"""A failed test fails."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.model_results import Ran
from specgen.gate.reading import on_test, tests_at


def _judge(facts: Facts) -> Iterator[Complaint]:
    for ran in tests_at(facts):
        if ran.outcome in (Outcome.FAIL, Outcome.ERROR):
            yield on_test(facts, ran, message=_message(ran), tip="mend the code, or the test")


def _message(ran: Ran) -> str:
    what = "breaks outside its body" if ran.outcome is Outcome.ERROR else "fails"
    lines = ran.reason.strip().split("\n")
    raised = [line[1:] for line in lines if line.startswith("E ")]  # as pytest marks them
    first = (raised or lines)[0].strip()[:200]
    return f"{what}: {first}" if first else what


FAILED_TESTS = Judgement(
    id="failed-tests",
    summary="tests that fail, or break outside their body",
    why="It is what tests are for.",
    judge=_judge,
)
