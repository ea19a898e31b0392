"""A run that was cut off has told only half of it."""

from collections.abc import Iterator

from specgen.gate.model import STALLED, Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    for session in facts.results.sessions:
        if not session.complete and not session.stopped.startswith(STALLED):
            where = f" {session.stopped}" if session.stopped else ""
            yield Complaint(
                session.id,
                f"run of {session.type or 'all'} tests did not end:{where or ' it was cut off'}",
                facts.program.project.place,
                tip="run it again; what it reported until then has been counted",
            )


RUN_INCOMPLETE = Judgement(
    id="run-incomplete",
    summary="runs that ended before their last test",
    why="Tests that did not get their turn have proved nothing.",
    judge=_judge,
    fixed=True,
)
