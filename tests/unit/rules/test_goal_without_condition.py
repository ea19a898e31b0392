"""A goal waits for something."""

from collections.abc import Callable
from pathlib import PurePosixPath

from specgen.diagnostics import Place
from specgen.program.model_plan import Check
from specgen.rules.goal_without_condition import GOAL_WITHOUT_CONDITION
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_a_goal_that_is_met_from_the_first_day(
    facts_of: FactsOf, goal_of: Make, said: Said
) -> None:
    goals = (goal_of("production"), goal_of("launch", ("production",)))
    assert said(GOAL_WITHOUT_CONDITION, facts_of(goals=goals)) == [
        "goal `production` has no condition and nothing blocks it"
    ]


def test_conditions_and_what_blocks_it(
    facts_of: FactsOf, goal_of: Make, task_of: Make, said: Said
) -> None:
    check = Check("gaps == 0", None, "", Place(PurePosixPath("specs/x.yaml")))
    goals = (goal_of("blocked"), goal_of("done", (), (check,)))
    tasks = (task_of("t", blocks=("blocked",)),)
    assert said(GOAL_WITHOUT_CONDITION, facts_of(goals=goals, tasks=tasks)) == []
