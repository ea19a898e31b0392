"""A file of evidence that cannot be read may have held the failure."""

from collections.abc import Iterator

from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    for place, message in facts.results.unreadable:
        yield Complaint(str(place.path), message, place, tip="have the run write it again")


EVIDENCE_UNREADABLE = Judgement(
    id="evidence-unreadable",
    summary="evidence files that cannot be read, whole or in part",
    why="What cannot be read may have held the failure.",
    judge=_judge,
    fixed=True,
)
