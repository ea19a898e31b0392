"""A test that was expected to fail and passes says something nobody reads."""

from collections.abc import Iterator

from specgen.evidence.model import Outcome
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import place_of, scenarios_of, tests_at, tier_of


def _judge(facts: Facts) -> Iterator[Complaint]:
    for ran in tests_at(facts):
        if ran.outcome is Outcome.XPASS:
            yield Complaint(
                ran.node_id,
                "passes, but is marked as expected to fail",
                place_of(ran.node_id),
                tip="remove the xfail mark",
                tier=tier_of(facts, ran),
                known_as=scenarios_of(facts, ran),
            )


XPASSED_TESTS = Judgement(
    id="xpassed-tests",
    summary="tests that pass against their xfail mark",
    why="The next failure of it will be expected too, and so unseen.",
    judge=_judge,
)
