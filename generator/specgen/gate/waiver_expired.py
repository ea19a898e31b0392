"""A waiver ends on its day."""

from collections.abc import Iterator

from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    for waiver in facts.program.waivers:
        if facts.today >= waiver.expires:
            count = facts.used.get(waiver, 0)
            what = f"; it would excuse {count}" if count else "; nothing needs it any more"
            yield Complaint(
                waiver.target,
                f"waiver for {waiver.allow} expired on {waiver.expires}{what}",
                waiver.place.at("expires"),
                tip="do what it excused, or have it approved again" if count else "delete it",
            )


WAIVER_EXPIRED = Judgement(
    id="waiver-expired",
    summary="waivers whose day has come",
    why="An exception without an end is a rule.",
    judge=_judge,
    last=True,
)
