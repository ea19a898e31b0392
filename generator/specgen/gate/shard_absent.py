"""Of a run in shards, every shard must report."""

from collections.abc import Iterator
from itertools import islice

from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.program.model_policy import Run

_MANY = 256  # absent shards of one machine that are named, which is the most that CI has jobs for


def _judge(facts: Facts) -> Iterator[Complaint]:
    there: dict[tuple[str, str, str, str, int], set[int]] = {}
    for session in facts.results.sessions:
        system = session.runner or session.os
        of = (session.moment, session.type, system, session.python, session.shards)
        there.setdefault(of, set()).add(session.shard)
    for (_, kind, system, python, shards), seen in sorted(there.items()):
        machine = " ".join(part for part in (system, python) if part)
        absent = islice((n for n in range(1, shards + 1) if n not in seen), _MANY)
        for shard in absent:  # a session may say any number of shards
            yield Complaint(
                f"{kind or 'all'} {shard}/{shards} {machine}".strip(),
                f"shard {shard} of {shards} of {kind or 'all'} tests is absent",
                facts.program.project.place,
                tip="pass on the evidence of every shard",
            )
    if facts.run is not None and not facts.results.empty:
        yield from _types(facts, facts.run)


def _types(facts: Facts, run: Run) -> Iterator[Complaint]:
    """Types that owe tests at the moment and of which no run speaks at all."""
    ran = {session.type for session in facts.results.sessions}
    seen = {test.type for test in facts.results.tests.values()}
    standings = facts.report.standing_by_id
    owing = {s.type for s in facts.owed if standings[s.id].tests}
    for kind in run.types:
        if "" not in ran and kind in owing and kind not in ran | seen:
            yield Complaint(
                kind, f"no run of {kind} tests is there", run.place, tip="run them, or pass on"
                " what their run has written"
            )  # fmt: skip


SHARD_ABSENT = Judgement(
    id="shard-absent",
    summary="shards and types of the moment that did not report",
    why="An absent shard looks exactly like a green one.",
    judge=_judge,
    fixed=True,
    scope=Scope.MOMENT,
)
