"""A waiver excuses as many as were approved."""

from collections.abc import Iterator

from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    for waiver in facts.program.waivers:
        count = facts.used.get(waiver, 0)
        if waiver.at_most is not None and count > waiver.at_most and facts.today < waiver.expires:
            yield Complaint(
                waiver.target,
                f"waiver for {waiver.allow} excuses {count}, at most {waiver.at_most} are approved",
                waiver.place.at("at_most"),
                tip="mend some, or have the higher number approved",
                measured=float(count),
                limit=float(waiver.at_most),
            )


WAIVER_EXCEEDED = Judgement(
    id="waiver-exceeded",
    summary="waivers that excuse more than their `at_most`",
    why="A pattern grows, and nobody approved of what it has grown to.",
    judge=_judge,
    last=True,
)
