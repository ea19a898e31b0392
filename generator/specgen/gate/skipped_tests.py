"""A skipped test proves nothing, unless somebody approved of that."""

from collections.abc import Iterator

from specgen.evidence.model import Outcome
from specgen.gate.excuses import skip_is_right
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import place_of, scenarios_of, tests_at, tier_of


def _judge(facts: Facts) -> Iterator[Complaint]:
    for ran in tests_at(facts):
        if ran.outcome is Outcome.SKIP and not skip_is_right(facts, ran):
            yield Complaint(
                ran.node_id,
                f"is skipped: {ran.reason}" if ran.reason else "is skipped, without a reason",
                place_of(ran.node_id),
                tip="make it run, or have a waiver approved: `specgen waive`",
                tier=tier_of(facts, ran),
                excuse="skip",
                known_as=scenarios_of(facts, ran),
            )


SKIPPED_TESTS = Judgement(
    id="skipped-tests",
    summary="tests that are skipped without a waiver",
    why="Skips pile up unseen until nothing runs.",
    judge=_judge,
)
