"""A waiver is for a while."""

from collections.abc import Iterator

from specgen.gate.model import Complaint, Facts, Judgement

LONGEST_DAYS = 366


def _judge(facts: Facts) -> Iterator[Complaint]:
    for waiver in facts.program.waivers:
        days = (waiver.expires - facts.today).days
        if days > LONGEST_DAYS:
            yield Complaint(
                waiver.target,
                f"waiver for {waiver.allow} lasts {days} more days, {LONGEST_DAYS} at most",
                waiver.place.at("expires"),
                tip="approve it for a year, and look at it again then",
                measured=float(days),
                limit=float(LONGEST_DAYS),
            )


WAIVER_TOO_LONG = Judgement(
    id="waiver-too-long",
    summary="waivers that last more than a year from today",
    why="Nobody who approved it will remember why.",
    judge=_judge,
    last=True,
)
