"""A file of evidence that cannot be read may have held the failure."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Place
from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    for path, message in facts.results.unreadable:
        yield Complaint(
            path, message, Place(PurePosixPath(path)), tip="have the run write it again"
        )


EVIDENCE_UNREADABLE = Judgement(
    id="evidence-unreadable",
    summary="evidence files that cannot be read, whole or in part",
    why="What cannot be read may have held the failure.",
    judge=_judge,
    fixed=True,
)
