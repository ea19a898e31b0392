"""All tests of a moment, and all of a type, have so much time together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from specgen.evidence.model import Session
from specgen.gate.budgets import broken
from specgen.gate.model import Complaint, Facts, Judgement, Measured
from specgen.gate.reading import limit_of
from specgen.program.model_policy import Budget
from specgen.quantities import Duration


def _measure(facts: Facts) -> Iterator[Measured]:
    whole: defaultdict[str, float] = defaultdict(float)
    of_type: defaultdict[tuple[str, str], float] = defaultdict(float)
    for session in facts.results.sessions:
        machine = _machine(session)
        whole[machine] += session.seconds
        of_type[session.type, machine] += session.seconds
    if facts.run is not None:
        yield from _spent(facts.run.budget, whole, subject=facts.moment)
    for kind in facts.program.types:
        seconds = {machine: s for (name, machine), s in of_type.items() if name == kind.name}
        if kind.name in facts.types:
            yield from _spent(kind.budget, seconds, subject=kind.name)


def _machine(session: Session) -> str:
    """What runs one after the other: shards and machines run side by side."""
    shard = f"shard {session.shard}/{session.shards}" if session.shards > 1 else ""
    return " ".join(part for part in (session.os, session.python, shard) if part)


def _spent(budget: Budget, spent: Mapping[str, float], *, subject: str) -> Iterator[Measured]:
    """What each machine spent, by the limit on it all together."""
    limit = limit_of(budget, "total")
    if limit is None:
        return
    if not spent:
        yield Measured(subject, limit, why="no run of it was recorded")
    for machine, seconds in sorted(spent.items()):
        name, shown = f"{subject} {machine}".strip(), str(Duration(round(seconds, 1)))
        complaint = Complaint(
            name,
            f"took {shown}, may take {limit.text}",
            limit.place,
            tip="use workers or shards, or move tests to a later moment",
            measured=seconds,
            limit=limit.value,
        )
        yield Measured(name, limit, seconds, shown, complaints=(complaint,))


RUN_TIME = Judgement(
    id="run-time",
    summary="runs that take longer than `total` allows",
    why="A gate that takes an hour is a gate that people go round.",
    judge=broken(_measure),
    measure=_measure,
)
