"""A push must end before its connection does."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.rules.model import Facts, Rule
from specgen.rules.push_too_long import PUSH_TOO_LONG

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
LONG = "an SSH push dies after some six idle minutes, before 7m are over"
FREE = "nothing limits `{}`, and an SSH push dies after some six idle minutes"


@pytest.mark.parametrize(
    ("moment", "hooks", "seconds", "messages"),
    [
        ("pre_push", {}, 300.0, []),
        ("pre_push", {}, 360.0, []),
        ("pre_push", {}, 420.0, [LONG]),
        ("pre_push", {}, 0.0, [FREE.format("pre_push")]),
        ("commit", {}, 420.0, []),
        ("commit", {"commit": "pre-push"}, 420.0, [LONG]),
        ("pre_push", {"pre_push": "manual"}, 420.0, []),
    ],
)
def test_budgets_of_a_push(
    facts_of: FactsOf,
    run_of: Make,
    limit_of: Make,
    said: Callable[[Rule, Facts], list[str]],
    *,
    moment: str,
    hooks: dict[str, str],
    seconds: float,
    messages: list[str],
) -> None:
    budget = (limit_of("total", seconds, f"{seconds / 60:.0f}m"),) if seconds else ()
    project = replace(facts_of().program.project, ci=("hooks",), hooks=hooks)
    facts = facts_of(project=project, runs=(run_of(moment, "unit", budget=budget),))
    assert said(PUSH_TOO_LONG, facts) == messages
    off = replace(project, ci=())
    assert said(PUSH_TOO_LONG, replace(facts, program=replace(facts.program, project=off))) == []
