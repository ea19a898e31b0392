"""Facts become a verdict: complain, excuse, weigh by today's stage, look two weeks ahead."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from specgen.gate.budgets import worst_of_each
from specgen.gate.excuses import Excuses, counted
from specgen.gate.model import (
    Complaint,
    Decision,
    Facts,
    Judgement,
    Measured,
    Status,
    Upcoming,
    Verdict,
)
from specgen.gate.registry import VERDICTS
from specgen.gate.shares import shares
from specgen.gate.stage import stage_of, turning_days
from specgen.program.model_policy import Waiver
from specgen.program.model_stage import Stage

AHEAD = timedelta(days=14)
BASELINE_MISSING = "baseline-missing"
_ORDER = {status: rank for rank, status in enumerate(Status)}

Said = tuple[Judgement, Complaint, tuple[Waiver, ...]]


def judge(facts: Facts, judgements: Sequence[Judgement] = VERDICTS) -> Verdict:
    """The verdict on ``facts``, a pure function of them."""
    excuses = Excuses(facts.program.waivers)
    judgements = [j for j in judgements if j.scope <= facts.scope]
    first = [j for j in judgements if not j.last]
    measured = {j.id: tuple(j.measure(facts)) for j in first if j.measure is not None}
    said = list(_said(facts, first, excuses=excuses, measured=measured))
    used = counted(_counting(each) for each in said)
    facts = replace(facts, used=used)
    said += _said(facts, [j for j in judgements if j.last], excuses=Excuses(()))
    weigh = _Scales(facts)
    decisions = weigh.all(said, facts.today)
    order = {judgement.id: rank for rank, judgement in enumerate(judgements)}
    in_force = ((w, used.get(w, 0)) for w in facts.program.waivers if facts.today < w.expires)
    return Verdict(
        project=facts.program.project.name,
        today=facts.today,
        moment=facts.moment,
        decisions=tuple(sorted(decisions, key=lambda d: (_ORDER[d.status], order.get(d.rule, -1)))),
        **shares(facts, decisions),
        counts=Counter(ran.outcome.value for ran in facts.results.tests.values()),
        coverage=_coverage(facts),
        used=tuple(sorted(in_force, key=lambda each: (each[0].expires, each[0].target))),
        upcoming=tuple(_upcoming(facts, said, weigh=weigh)),
        loosened=facts.loosened,
        baseline=facts.baseline,
        measured=worst_of_each(measured),
        notes=facts.results.notes,
    )


def _said(
    facts: Facts,
    judgements: Iterable[Judgement],
    *,
    excuses: Excuses,
    measured: Mapping[str, Iterable[Measured]] = MappingProxyType({}),
) -> Iterator[Said]:
    for judgement in judgements:
        complaints = judgement.judge(facts) if judgement.id not in measured else (
            complaint for each in measured[judgement.id] for complaint in each.broken
        )  # fmt: skip
        for complaint in complaints:
            waivers = () if judgement.fixed else excuses.of(judgement.id, complaint)
            yield judgement, complaint, waivers


def _counting(said: Said) -> tuple[Waiver, ...]:
    """The waivers that a complaint counts for: what follows from tests was counted with them."""
    judgement, complaint, waivers = said
    follows = complaint.rests_on and waivers and waivers[0].allow != judgement.id
    return () if follows else waivers


class _Scales:
    """Weighs complaints on any day; stages are looked up once per rule, tier and day."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._stage = cache(lambda rule, tier, day: stage_of(facts, rule, tier=tier, day=day))

    def all(self, said: Iterable[Said], day: date) -> list[Decision]:
        """A decision on each complaint that is not switched off, and one on a baseline that a
        ratchet needs and has not."""
        found = [d for each in said if (d := self.one(each, day)) is not None]
        if self._facts.baseline is None:
            ratchets = [d for d in found if d.stage is Stage.RATCHET and d.waiver is None]
            if ratchets:
                found.append(_without_baseline(self._facts, len(ratchets)))
        return found

    def one(self, said: Said, day: date) -> Decision | None:
        """The decision on one complaint; None where its rule is off."""
        judgement, complaint, waivers = said
        stage = judgement.stage
        if not judgement.fixed:
            stage = self._stage(judgement.id, complaint.tier, day)
        waiver = next((w for w in waivers if day < w.expires), None)
        if stage is Stage.OFF:
            return None
        if waiver is not None:
            return Decision(judgement.id, complaint, stage, Status.WAIVED, waiver)
        return Decision(
            judgement.id, complaint, stage, self._status(judgement, complaint, stage=stage)
        )

    def _status(self, judgement: Judgement, complaint: Complaint, *, stage: Stage) -> Status:
        if stage is Stage.RATCHET:
            baseline = self._facts.baseline
            if baseline is None:
                return Status.WARNS
            before = (judgement.id, complaint.subject)
            known = before in baseline.broken
            if known and not _worse(complaint, baseline.broken[before]):
                return Status.KNOWN
            return Status.FAILS
        plain = {Stage.MONITORING: Status.REPORTED, Stage.WARNING: Status.WARNS}
        return plain.get(stage, Status.FAILS)


def _worse(complaint: Complaint, before: float | None) -> bool:
    """Whether a figure moved to the worse since the baseline, beyond rounding."""
    if complaint.measured is None or before is None:
        return complaint.measured is None and before is not None
    change = complaint.measured - before if complaint.less else before - complaint.measured
    return change > 1e-9


def _without_baseline(facts: Facts, count: int) -> Decision:
    complaint = Complaint(
        "baseline",
        f"a ratchet holds and nothing tells what was so at the base: {count:,} findings are open",
        facts.program.project.place,
        tip="write the verdict of the base with `specgen gate --write json=FILE`, and name it with"
        " `specgen gate --baseline FILE`",
    )
    return Decision(BASELINE_MISSING, complaint, Stage.BLOCKING, Status.FAILS)


def _coverage(facts: Facts) -> Mapping[str, float]:
    covered = facts.results.coverage
    found = {name: lines.share for name, lines in sorted(covered.items())}
    return {**found, "total": facts.results.total.share} if covered else {}


def _upcoming(facts: Facts, said: Sequence[Said], *, weigh: _Scales) -> Iterator[Upcoming]:
    """What begins to fail on each day of the next two weeks on which anything changes."""
    last = facts.today + AHEAD
    turning = [day for day in turning_days(facts) if facts.today < day <= last]
    for before, day in pairwise((facts.today, *turning)):
        found: dict[tuple[str, str], list[str]] = {}
        for each in said:
            then, now = weigh.one(each, before), weigh.one(each, day)
            fails = now is not None and now.status is Status.FAILS
            if fails and now and (then is None or then.status is not Status.FAILS):
                found.setdefault((now.rule, _why(then, now)), []).append(now.complaint.subject)
        for (rule, why), subjects in found.items():
            yield Upcoming(day, rule, tuple(subjects), why)


def _why(then: Decision | None, now: Decision) -> str:
    if then is not None and then.waiver is not None:
        return f"the waiver {then.waiver.target} lapses"
    stage = then.stage if then is not None else Stage.OFF
    return f"{stage} becomes {now.stage}"
