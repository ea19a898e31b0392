"""Work that two milestones cover is counted twice in the plan."""

from collections.abc import Iterator, Mapping

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.program.model_plan import Milestone
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    milestones = facts.program.milestones
    parents = {milestone.id: milestone.part_of for milestone in milestones}
    first: dict[str, Milestone] = {}
    for milestone in milestones:
        for member in (*milestone.scenarios, *milestone.tasks):
            earlier = first.setdefault(member, milestone)
            if earlier is not milestone and not _nested(
                parents, one=earlier.id, other=milestone.id
            ):
                yield PLANNED_TWICE.says(
                    milestone.place.at("covers"),
                    f"`{member}` is planned twice: in `{earlier.id}` and in `{milestone.id}`",
                    tip="take it out of one of them",
                    related=(Related(earlier.place.at("covers"), f"`{earlier.id}` covers it"),),
                )


def _nested(parents: Mapping[str, str], *, one: str, other: str) -> bool:
    return one in _above(parents, other) or other in _above(parents, one)


def _above(parents: Mapping[str, str], milestone: str) -> set[str]:
    found: set[str] = set()
    above = parents.get(milestone, "")
    while above and above not in found:
        found.add(above)
        above = parents.get(above, "")
    return found


PLANNED_TWICE = Rule(
    id="planned-twice",
    severity=Severity.FINDING,
    summary="scenarios and tasks that two milestones cover, unless one is part of the other",
    why="The same work stands in the plan twice, so its effort and its dates are wrong.",
    example=(
        "milestones:\n"
        "  - {id: week-1, title: First, covers: [cart.unit]}\n"
        '  - {id: week-2, title: Second, covers: ["cart.*"]}\n'
    ),
    judge=_judge,
)
