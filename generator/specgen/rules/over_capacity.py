"""More work than there is time for will slip; the plan can know it today."""

import re
from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.program.model_policy import Project
from specgen.rules.model import Facts, Rule
from specgen.rules.workload import hours, work

_STRETCH = r"s?\s*(?P<{0}>\d+)(?:\s*(?:-|\.\.|to|–)\s*(?P<{0}_end>\d+))?"
_SLOT = re.compile(
    rf"^\s*(?:week{_STRETCH.format('week')})?[\s,]*(?:day{_STRETCH.format('day')})?\s*$",
    re.IGNORECASE,
)


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for milestone in facts.program.milestones:
        weeks = _weeks(milestone.slot, facts.program.project)
        there = milestone.capacity * weeks
        needed = work(facts, milestone)
        if there and needed.low > there:
            yield OVER_CAPACITY.says(
                milestone.place.at("capacity"),
                f"`{milestone.id}` needs {hours(needed)} and has {there:g}h in `{milestone.slot}`",
                tip="move work to a later milestone, lengthen the slot or raise the capacity",
            )


def _weeks(slot: str, project: Project) -> float:
    """How many working weeks a slot like ``week 1 day 1-2`` lasts; 0 where it does not say."""
    found = _SLOT.match(slot)
    if not found:
        return 0.0
    days = _count(found["day"], found["day_end"])
    return days / project.week if days else float(_count(found["week"], found["week_end"]))


def _count(first: str | None, last: str | None) -> int:
    return max(0, int(last or first) - int(first) + 1) if first else 0


OVER_CAPACITY = Rule(
    id="over-capacity",
    severity=Severity.FINDING,
    summary="milestones whose work, at its lowest estimate, exceeds the capacity of their slot",
    why="Such a milestone cannot be met even if every estimate is kept.",
    example=(
        "milestones:\n"
        "  - {id: week-1, title: First, slot: week 1 day 1-2, capacity: 30h/week, covers: rest}\n"
    ),
    judge=_judge,
)
