"""All tests of a moment, and all of a type, have so much time together."""

from collections import defaultdict
from collections.abc import Iterator

from specgen.evidence.model import Session
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import limit_of
from specgen.program.model_policy import Limit
from specgen.quantities import Duration


def _judge(facts: Facts) -> Iterator[Complaint]:
    whole: defaultdict[str, float] = defaultdict(float)
    of_type: defaultdict[tuple[str, str], float] = defaultdict(float)
    for session in facts.results.sessions:
        machine = _machine(session)
        whole[machine] += session.seconds
        of_type[session.type, machine] += session.seconds
    if facts.run is not None:
        limit = limit_of(facts.run.budget, "total")
        for machine, seconds in sorted(whole.items()):
            yield from _over(limit, seconds, subject=facts.moment, machine=machine)
    for (name, machine), seconds in sorted(of_type.items()):
        kind = facts.program.type_named.get(name)
        if kind is not None:
            yield from _over(limit_of(kind.budget, "total"), seconds, subject=name, machine=machine)


def _machine(session: Session) -> str:
    """What runs one after the other: shards and machines run side by side."""
    shard = f"shard {session.shard}/{session.shards}" if session.shards > 1 else ""
    return " ".join(part for part in (session.os, session.python, shard) if part)


def _over(
    limit: Limit | None, seconds: float, *, subject: str, machine: str
) -> Iterator[Complaint]:
    if limit is not None and seconds > limit.value:
        yield Complaint(
            f"{subject} {machine}".strip(),
            f"took {Duration(round(seconds, 1))}, may take {limit.text}",
            limit.place,
            tip="use workers or shards, or move tests to a later moment",
            measured=seconds,
            limit=limit.value,
        )


RUN_TIME = Judgement(
    id="run-time",
    summary="runs that take longer than `total` allows",
    why="A gate that takes an hour is a gate that people go round.",
    judge=_judge,
)
