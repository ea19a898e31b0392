"""A type of one's own that nothing uses."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    program = facts.program
    required = {name for tier in program.tiers for name in tier.requires}
    used = required | {scenario.type for scenario in program.scenarios}
    for kind in program.types:
        if kind.base != kind.name and kind.name not in used:
            yield TYPE_NOT_USED.says(
                kind.place.key(),
                f"no tier requires the type `{kind.name}` and no scenario is of it",
                tip="add it to the `requires` of a tier, or delete it",
            )


TYPE_NOT_USED = Rule(
    id="type-not-used",
    severity=Severity.NOTE,
    summary="types that the project adds and that no tier requires and no scenario has",
    why="Its name suggests tests that nobody owes.",
    example="types: {smoke: {extends: e2e}}\ntiers: {all: {requires: [unit]}}\n",
    judge=_judge,
)
