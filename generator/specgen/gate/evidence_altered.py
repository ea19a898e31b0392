"""Evidence that is not as it was stamped is not what was made."""

from collections.abc import Iterator

from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    for place, message in facts.results.altered:
        yield Complaint(
            str(place.path), message, place, tip="hand in the files as the job that made them did"
        )


EVIDENCE_ALTERED = Judgement(
    id="evidence-altered",
    summary="files of evidence that are not what their stamp says, or are not there",
    why="What was changed or left out after the run may have held the failure.",
    judge=_judge,
    fixed=True,
)
