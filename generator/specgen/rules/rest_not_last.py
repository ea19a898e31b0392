"""What is left can be known only at the end."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    milestones = facts.program.milestones
    for position, milestone in enumerate(milestones):
        later = [m for m in milestones[position + 1 :] if m.scenarios or m.rest]
        if milestone.rest and later:
            yield REST_NOT_LAST.says(
                milestone.place.at("covers"),
                f"`{milestone.id}` takes the rest, and `{later[0].id}` after it covers more",
                tip="let the last milestone that covers scenarios say `rest`",
                related=(Related(later[0].place.at("covers"), f"`{later[0].id}`"),),
            )


REST_NOT_LAST = Rule(
    id="rest-not-last",
    severity=Severity.FINDING,
    summary="milestones that cover the `rest` and are followed by others that cover scenarios",
    why="Whether a gap belongs to the rest or to a later milestone would be anybody's guess.",
    example=(
        "milestones:\n"
        "  - {id: first, title: All that is left, covers: rest}\n"
        "  - {id: second, title: Then this, covers: [cart.unit]}\n"
    ),
    judge=_judge,
)
