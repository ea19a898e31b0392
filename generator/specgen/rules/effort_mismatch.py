"""A stated effort that differs from the sum of what it sums is one of the two wrong."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.program.model_policy import Work
from specgen.rules.model import Facts, Rule
from specgen.rules.workload import hours, work

_ROUNDING = 1 / 60  # efforts are whole minutes


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for milestone in facts.program.milestones:
        stated, summed = milestone.effort, work(facts, milestone)
        if stated.known and stated.high and not _agree(stated, summed):
            yield EFFORT_MISMATCH.says(
                milestone.place.at("effort"),
                f"`{milestone.id}` states {hours(stated)}, its open members need {hours(summed)}",
                tip="leave `effort` out (it is computed) or correct the members' efforts",
            )


def _agree(stated: Work, summed: Work) -> bool:
    """Whether the ranges overlap; unknown members may add any amount."""
    enough = stated.high >= summed.low - _ROUNDING
    return enough and (not summed.known or stated.low <= summed.high + _ROUNDING)


EFFORT_MISMATCH = Rule(
    id="effort-mismatch",
    severity=Severity.WARNING,
    summary="milestones whose own `effort` differs from the sum over their open gaps and tasks",
    why="A sum that is written down is stale as soon as one of its parts changes.",
    example="milestones:\n  - {id: week-1, title: First, effort: 16h, covers: [cart.unit]}\n",
    judge=_judge,
)
