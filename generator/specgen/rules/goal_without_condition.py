"""A goal that nothing stands in the way of."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.graph import needs
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    edges = needs(facts.program)
    for goal in facts.program.goals:
        if not goal.done_when and not edges.get(goal.id):
            yield GOAL_WITHOUT_CONDITION.says(
                goal.place.at("id"),
                f"goal `{goal.id}` has no condition and nothing blocks it",
                tip="say `done_when: [gaps == 0]`, `needs`, or `blocks` at what it waits for",
            )


GOAL_WITHOUT_CONDITION = Rule(
    id="goal-without-condition",
    severity=Severity.FINDING,
    summary="goals with neither `done_when` nor anything that they need or that blocks them",
    why="It is met from the first day, and says to whoever asks that all is ready.",
    example="goals: [{id: production}]\n",
    judge=_judge,
)
