"""A skipped test proves nothing, unless somebody approved of that."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.excuses import skip_is_right
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import on_test, tests_at


def _judge(facts: Facts) -> Iterator[Complaint]:
    for ran in tests_at(facts):
        if ran.outcome is Outcome.SKIP and not skip_is_right(facts, ran):
            yield on_test(
                facts,
                ran,
                message=f"is skipped: {ran.reason}"
                if ran.reason
                else "is skipped, without a reason",
                tip="make it run, or have a waiver approved: `specgen waive`",
                excuse="skip",
            )


SKIPPED_TESTS = Judgement(
    id="skipped-tests",
    summary="tests that are skipped without a waiver",
    why="Skips pile up unseen until nothing runs.",
    judge=_judge,
)
