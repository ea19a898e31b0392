"""A run that makes no progress is its own failure, and says where it stood."""

from collections.abc import Iterator

from specgen.gate.model import STALLED, Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    for session in facts.results.sessions:
        if not session.complete and session.stopped.startswith(STALLED):
            yield Complaint(
                session.id,
                f"run of {session.type or 'all'} tests {session.stopped}",
                facts.program.project.place,
                tip="look at what the named test waits for",
            )


RUN_STALLED = Judgement(
    id="run-stalled",
    summary="runs that stopped without progress",
    why="A hang that counts as a timeout of everything hides the one test that hangs.",
    judge=_judge,
    fixed=True,
)
