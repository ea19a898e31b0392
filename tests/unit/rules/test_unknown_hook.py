"""Hooks are those of git, and of pre-commit."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.rules.model import Facts, Rule
from specgen.rules.unknown_hook import UNKNOWN_HOOK

FactsOf = Callable[..., Facts]


@pytest.mark.parametrize(
    ("hook", "messages", "tip"),
    [
        ("pre-push", [], ""),
        ("manual", [], ""),
        ("pre-psuh", ["there is no hook `pre-psuh`"], "did you mean `pre-push`?"),
        ("nightly", ["there is no hook `nightly`"], "there are pre-commit, "),
    ],
)
def test_hooks(
    facts_of: FactsOf,
    said: Callable[[Rule, Facts], list[str]],
    hook: str,
    messages: list[str],
    tip: str,
) -> None:
    plain = facts_of().program
    project = replace(plain.project, hooks={"commit": "pre-commit", "pre_push": hook})
    facts = facts_of(project=project)
    assert said(UNKNOWN_HOOK, facts) == messages
    for found in UNKNOWN_HOOK.judge(facts):
        assert found.tip.startswith(tip)
        assert found.place.route == ("ci", "hooks", "pre_push")
