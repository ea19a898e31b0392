"""Circles of needs are errors with the whole way printed."""

from collections.abc import Callable
from pathlib import PurePosixPath

from specgen.diagnostics import Place, Severity
from specgen.rules.model import Facts, Rule
from specgen.rules.needs_cycle import NEEDS_CYCLE

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_a_circle_is_printed_with_each_step(facts_of: FactsOf, module_of: Make) -> None:
    place = Place(PurePosixPath("specs/b.yaml"))
    modules = [
        module_of("a", needs=("b",)),
        module_of("b", needs=("c",), place=place),
        module_of("c", needs=("a",)),
    ]
    (found,) = NEEDS_CYCLE.judge(facts_of(modules))
    assert found.severity is Severity.ERROR
    assert found.message == "`a` needs itself: a -> b -> c -> a"
    assert [r.message for r in found.related] == ["`b` needs `c`", "`c` needs `a`"]
    assert found.related[0].place == place.at("needs")


def test_needs_and_blocks_are_one_relation(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, goal_of: Make, said: Said
) -> None:
    scenario = scenario_of("a.unit.x", blocks=("production",), needs=("production",))
    facts = facts_of([module_of("a")], [scenario], goals=(goal_of("production"),))
    assert said(NEEDS_CYCLE, facts) == [
        "`a.unit.x` needs itself: a.unit.x -> production -> a.unit.x"
    ]


def test_decisions_tasks_and_goals_take_part(
    facts_of: FactsOf, task_of: Make, goal_of: Make, decision_of: Make, said: Said
) -> None:
    facts = facts_of(
        tasks=(task_of("T1", needs=("G",), blocks=("G",)),),
        goals=(goal_of("G", ("D",)),),
        decisions=(decision_of("D", "@lead", ("T1",)),),
    )
    assert said(NEEDS_CYCLE, facts) == ["`G` needs itself: G -> T1 -> G"]


def test_made_decisions_block_nothing_and_milestones_take_part(
    facts_of: FactsOf, goal_of: Make, decision_of: Make, milestone_of: Make, said: Said
) -> None:
    facts = facts_of(
        goals=(goal_of("G", ("D",)),),
        decisions=(decision_of("D", "", ("G",), "64MB"),),
        milestones=(milestone_of("M", "t", needs=("N",)), milestone_of("N", "u", needs=("M",))),
    )
    assert said(NEEDS_CYCLE, facts) == ["`M` needs itself: M -> N -> M"]


def test_what_needs_itself_directly(facts_of: FactsOf, task_of: Make, said: Said) -> None:
    facts = facts_of(tasks=(task_of("T", needs=("T",)),))
    assert said(NEEDS_CYCLE, facts) == ["`T` needs itself: T -> T"]


def test_diamonds_and_long_chains_are_no_circles(
    facts_of: FactsOf, module_of: Make, said: Said
) -> None:
    diamond = [module_of("a", needs=("b", "c")), module_of("b", needs=("d",))]
    chain = [module_of(f"m{i:04}", needs=(f"m{i + 1:04}",)) for i in range(2000)]
    facts = facts_of([*diamond, module_of("c", needs=("d",)), module_of("d"), *chain])
    assert said(NEEDS_CYCLE, facts) == []
