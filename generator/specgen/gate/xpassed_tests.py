"""A test that was expected to fail and passes says something nobody reads."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import on_test, tests_at


def _judge(facts: Facts) -> Iterator[Complaint]:
    for ran in tests_at(facts):
        if ran.outcome is Outcome.XPASS:
            yield on_test(
                facts,
                ran,
                message="passes, but is marked as expected to fail",
                tip="remove the xfail mark",
            )


XPASSED_TESTS = Judgement(
    id="xpassed-tests",
    summary="tests that pass against their xfail mark",
    why="The next failure of it will be expected too, and so unseen.",
    judge=_judge,
)
