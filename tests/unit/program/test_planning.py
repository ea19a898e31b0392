"""Tasks, goals, decisions, milestones and their members."""

from collections.abc import Callable

import pytest

from specgen.program.model import Program
from specgen.program.model_policy import NO_WORK, UNKNOWN_WORK, Work

Of = Callable[[str], Program]
Said = Callable[[str], list[tuple[str, str, str]]]
HEAD = (
    "project: p\nsource: {package: p}\n"
    "tiers: {top: {modules: [api.one], requires: [unit, race]}, low: {requires: [unit]}}\n"
    "modules: [p.api.one, p.api.two, p.cart]\n"
)


def test_tasks(program: Of) -> None:
    text = (
        f"{HEAD}tasks:\n  - {{id: B, title: Second, needs: [A], effort: 1d, fix: [x, y],\n"
        "     mends: {tests: t.py, state: failing, count: 2, category: K}, "
        "done_when: [failed == 0]}\n"
        "  - {id: A, title: First, priority: high}\n"
    )
    first, second = program(text).tasks
    assert (first.id, first.effort, first.priority, first.mends) == ("A", UNKNOWN_WORK, "high", ())
    assert (second.needs, second.effort, second.fix) == (("A",), Work(8, 8), ("x", "y"))
    (mends,) = second.mends
    assert (mends.tests, mends.state, mends.count, mends.category) == (("t.py",), "failing", 2, "K")
    assert [check.text for check in second.done_when] == ["failed == 0"]


def test_goals_and_decisions(program: Of) -> None:
    text = (
        f"{HEAD}goals: [{{id: live, needs: [cart], done_when: {{tests: [gaps == 0]}}}}]\n"
        "decisions: [{id: size, question: How big?, blocks: [cart], answer: Small}]\n"
    )
    found = program(text)
    assert (found.goals[0].needs, found.goals[0].done_when[0].text) == (("cart",), "gaps == 0")
    assert (found.decisions[0].blocks, found.decisions[0].answer) == (("cart",), "Small")


def test_one_id_among_all_plans(said: Said) -> None:
    text = (
        f"{HEAD}tasks: [{{id: x, title: T}}, {{id: x, title: U}}]\ngoals: [{{id: x, "
        f"done_when: [gaps == 0]}}]\n"
    )
    assert [found[:2] for found in said(text)] == [
        ("duplicate-id", "tasks.1.id"), ("duplicate-id", "goals.0.id"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cover", "scenarios"),
    [
        ("cart", ["cart.unit.baseline"]),
        ("api.*.unit", ["api.one.unit.baseline", "api.two.unit.baseline"]),
        ("one.race", ["api.one.race.baseline"]),
        ("{tier: top}", ["api.one.race.baseline", "api.one.unit.baseline"]),
        ("{types: [race]}", ["api.one.race.baseline"]),
        ('{modules: ["t*"]}', ["api.two.unit.baseline"]),
        ("{priority: high}", ["api.one.race.baseline", "api.one.unit.baseline"]),
    ],
)
def test_members(program: Of, cover: str, scenarios: list[str]) -> None:
    found = program(f"{HEAD}milestones: [{{id: m, covers: [{cover}]}}]\n").milestones[0]
    assert list(found.scenarios) == scenarios


@pytest.mark.parametrize("covers", ["rest", "[rest]", "[A, rest]"])
def test_the_rest(program: Of, covers: str) -> None:
    text = f"{HEAD}tasks: [{{id: A, title: T}}]\nmilestones: [{{id: m, covers: {covers}}}]\n"
    found = program(text).milestones[0]
    assert found.rest
    assert found.tasks == (("A",) if "A" in covers else ())


def test_a_milestone_in_full(program: Of) -> None:
    text = (
        f"{HEAD}milestones:\n  - {{id: all, covers: rest}}\n"
        "  - id: m\n    title: First\n    part_of: all\n    slot: week 1\n    capacity: 30h/week\n"
        "    effort: 2d\n    needs: [all]\n"
        "    done_when: {results: [gaps == 0], documents: [{manual: Read, by: lead}]}\n"
    )
    plain, found = program(text).milestones
    assert (plain.title, plain.effort, plain.capacity, plain.part_of) == ("all", NO_WORK, 0.0, "")
    assert (found.part_of, found.capacity, found.effort) == ("all", 30.0, Work(16, 16))
    assert [c.text for c in found.results] == ["gaps == 0"]
    assert [(c.text, c.by, c.expression) for c in found.documents] == [("Read", "lead", None)]


def test_of_two_milestones_with_one_id_the_first_stays(said: Said) -> None:
    text = f"{HEAD}milestones: [{{id: m, covers: [cart]}}, {{id: m, covers: rest}}]\n"
    assert [found[:2] for found in said(text)] == [("duplicate-id", "milestones.1.id")]


def test_members_that_are_not_there(said: Said) -> None:
    text = (
        f"{HEAD}milestones: [{{id: m, part_of: mm, "
        'covers: [crat, "none*", {tier: topp, types: [rase]}]}]\n'
    )
    assert said(text) == [
        ("unknown-id", "milestones.0.covers.0", "did you mean `cart`?"),
        ("unknown-tier", "milestones.0.covers.2.tier", "did you mean `top`?"),
        ("unknown-type", "milestones.0.covers.2.types.0", "did you mean `race`?"),
        ("unknown-id", "milestones.0.part_of", "did you mean `m`?"),
    ]
