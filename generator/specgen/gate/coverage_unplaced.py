"""Coverage of files that cannot be told to be ours is coverage that nobody sees."""

from collections.abc import Iterator

from specgen.gate.model import Complaint, Facts, Judgement

_TIP = (
    "say in `[tool.coverage.paths]` what the source folders are called where it was recorded;"
    " `coverage combine` maps them, too"
)


def _judge(facts: Facts) -> Iterator[Complaint]:
    for subject, message in facts.results.unplaced:
        yield Complaint(subject, message, facts.program.project.place, tip=_TIP)


COVERAGE_UNPLACED = Judgement(
    id="coverage-unplaced",
    summary="coverage recorded elsewhere that fits no source file, or more than one",
    why="What was measured in a container under another name counts for nothing.",
    judge=_judge,
)
