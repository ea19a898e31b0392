"""What does not fit into a slot is said before the slot begins."""

from collections.abc import Callable

import pytest

from specgen.program.model_policy import Work
from specgen.rules.model import Facts, Rule
from specgen.rules.over_capacity import OVER_CAPACITY

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


@pytest.mark.parametrize(
    ("slot", "there"),
    [
        ("week 1", 10),
        ("Week 3", 10),
        ("weeks 1-2", 20),
        ("week 2..4", 30),
        ("week 1 day 1", 2),
        ("week 1 day 1-2", 4),
        ("day 3", 2),
        ("days 2 to 4", 6),
    ],
)
def test_more_work_than_the_slot_has(
    facts_of: FactsOf, milestone_of: Make, task_of: Make, said: Said, slot: str, there: int
) -> None:
    def judged(hours: float) -> list[str]:
        milestone = milestone_of("m", "t", slot=slot, capacity=10.0)
        task = task_of("t", effort=Work(hours, hours + 5))
        return said(OVER_CAPACITY, facts_of(tasks=(task,), milestones=(milestone,)))

    assert judged(there) == []
    assert judged(there + 1) == [
        f"`m` needs {there + 1}..{there + 6}h and has {there}h in `{slot}`"
    ]


@pytest.mark.parametrize("slot", ["", "soon", "Q3 2026", "week", "week 2-1", "days 4-3"])
def test_a_slot_without_a_length_says_nothing(
    facts_of: FactsOf, milestone_of: Make, task_of: Make, said: Said, slot: str
) -> None:
    milestone = milestone_of("m", "t", slot=slot, capacity=1.0)
    task = task_of("t", effort=Work(99.0, 99.0))
    assert said(OVER_CAPACITY, facts_of(tasks=(task,), milestones=(milestone,))) == []


def test_closed_scenarios_need_no_time(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, milestone_of: Make, said: Said
) -> None:
    scenarios = [scenario_of("a.unit.x"), scenario_of("a.unit.y", owed=False)]
    milestone = milestone_of("m", "a.unit.x", "a.unit.y", slot="week 1", capacity=3.0)
    facts = facts_of([module_of("a", requires=())], scenarios, milestones=(milestone,))
    assert said(OVER_CAPACITY, facts) == []
