"""Evidence that does not say what it was made from may be of any tree."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Place
from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    if facts.inputs is None:
        return
    for origin in facts.results.origins:
        if not origin.stamped:
            own = bool(origin.stamp)
            yield Complaint(
                origin.subject,
                "nothing says which tree it was made from",
                Place(PurePosixPath(origin.source)),
                tip="record it again with this version"
                if own
                else "run `specgen stamp FOLDER` where it is made",
            )


EVIDENCE_UNSTAMPED = Judgement(
    id="evidence-unstamped",
    summary="evidence that does not say which tree it was made from",
    why="A report of last week looks exactly like one of today.",
    judge=_judge,
)
