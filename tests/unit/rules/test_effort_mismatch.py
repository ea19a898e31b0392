"""A stated sum agrees with its parts."""

from collections.abc import Callable

from specgen.program.model_policy import UNKNOWN_WORK, Work
from specgen.rules.effort_mismatch import EFFORT_MISMATCH
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def judged(said: Said, facts_of: FactsOf, milestone: object, *tasks: object) -> list[str]:
    return said(EFFORT_MISMATCH, facts_of(tasks=tasks, milestones=(milestone,)))


def test_a_stated_sum_that_is_not_the_sum(
    facts_of: FactsOf, milestone_of: Make, task_of: Make, said: Said
) -> None:
    milestone = milestone_of("m", "a", "b", effort=Work(16.0, 16.0))
    assert judged(said, facts_of, milestone, task_of("a"), task_of("b")) == [
        "`m` states 16h, its open members need 4h"
    ]


def test_the_right_sum_and_a_sum_within_a_range_agree(
    facts_of: FactsOf, milestone_of: Make, task_of: Make, said: Said
) -> None:
    right = milestone_of("m", "a", effort=Work(2.0, 2.0))
    wide = milestone_of("m", "a", effort=Work(1.0, 3.0))
    assert judged(said, facts_of, right, task_of("a")) == []
    assert judged(said, facts_of, wide, task_of("a")) == []


def test_unknown_members_only_add(
    facts_of: FactsOf, milestone_of: Make, task_of: Make, said: Said
) -> None:
    tasks = (task_of("a"), task_of("b", effort=UNKNOWN_WORK))
    more = milestone_of("m", "a", "b", effort=Work(9.0, 9.0))
    less = milestone_of("m", "a", "b", effort=Work(1.0, 1.0))
    assert judged(said, facts_of, more, *tasks) == []
    assert judged(said, facts_of, less, *tasks) == [
        "`m` states 1h, its open members need at least 2h"
    ]


def test_gaps_of_the_rest_are_members(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, milestone_of: Make, said: Said
) -> None:
    scenarios = [scenario_of("a.unit.x"), scenario_of("a.unit.y")]
    milestones = (
        milestone_of("one", "a.unit.x", effort=Work(2.0, 2.0)),
        milestone_of("two", rest=True, effort=Work(2.0, 2.0)),
    )
    facts = facts_of([module_of("a", requires=())], scenarios, milestones=milestones)
    assert said(EFFORT_MISMATCH, facts) == []


def test_what_states_nothing_says_nothing(
    facts_of: FactsOf, milestone_of: Make, task_of: Make, said: Said
) -> None:
    assert judged(said, facts_of, milestone_of("m", "a"), task_of("a")) == []


def test_a_milestone_sums_its_parts_and_theirs(
    facts_of: FactsOf, milestone_of: Make, task_of: Make, said: Said
) -> None:
    whole = milestone_of("whole", effort=Work(3.0, 3.0))
    part = milestone_of("part", "a", part_of="whole")
    nested = milestone_of("nested", "a", "b", part_of="part")
    facts = facts_of(tasks=(task_of("a"), task_of("b")), milestones=(whole, part, nested))
    assert said(EFFORT_MISMATCH, facts) == ["`whole` states 3h, its open members need 4h"]
