"""A milestone without members says that a plan exists where there is none."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    parents = {milestone.part_of for milestone in facts.program.milestones}
    for milestone in facts.program.milestones:
        members = milestone.scenarios or milestone.tasks or milestone.rest
        if not members and milestone.id not in parents:
            yield MILESTONE_COVERS_NOTHING.says(
                milestone.place.at("covers"),
                f"milestone `{milestone.id}` covers no scenario and no task",
                tip="name scenarios, cells or tasks under `covers`, or delete the milestone",
            )


MILESTONE_COVERS_NOTHING = Rule(
    id="milestone-covers-nothing",
    severity=Severity.FINDING,
    summary="milestones that cover no scenario and no task, and of which no other is a part",
    why="An empty milestone is met at once and hides that its work is planned nowhere.",
    example="milestones:\n  - {id: phase-2, title: Harden the critical path, covers: []}\n",
    judge=_judge,
)
