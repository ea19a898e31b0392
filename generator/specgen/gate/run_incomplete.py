"""A run that was cut off has told only half of it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Place
from specgen.gate.model import STALLED, Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    project = facts.program.project
    for session in facts.results.sessions:
        if session.untold:
            yield Complaint(
                session.id,
                f"counts {session.untold:,} more tests than it lists",
                Place(PurePosixPath(session.source)) if session.source else project.place,
                tip="pass on all that its producer wrote; of subtests, our own records tell more",
            )
        if not session.complete and not session.stopped.startswith(STALLED):
            where = f" {session.stopped}" if session.stopped else ""
            yield Complaint(
                session.id,
                f"run of {session.type or 'all'} tests did not end:{where or ' it was cut off'}",
                project.place,
                tip="run it again; what it reported until then has been counted",
            )


RUN_INCOMPLETE = Judgement(
    id="run-incomplete",
    summary="runs that ended before their last test, or list fewer than they count",
    why="Tests that did not get their turn have proved nothing.",
    judge=_judge,
    fixed=True,
)
