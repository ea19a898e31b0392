"""A base that was named must be there to compare with, the whole of it."""

from collections.abc import Iterator

from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    for each in facts.not_compared:
        yield Complaint("base", each.message, each.place, tip=each.tip)


REVISION_NOT_COMPARED = Judgement(
    id="revision-not-compared",
    summary="where the base is unknown, its specs are invalid, or a project of it is gone",
    why="What the base asks is not asked where nobody can read it.",
    judge=_judge,
    fixed=True,
)
