"""A hook runs a declared moment, and a declared moment before a push has a hook."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.rules.model import Facts, Rule
from specgen.rules.moment_without_hook import MOMENT_WITHOUT_HOOK

FactsOf = Callable[..., Facts]
Make = Callable[..., object]


@pytest.mark.parametrize(
    ("ci", "hooks", "moments", "messages"),
    [
        ((), {}, ("main",), []),
        (("hooks",), {}, ("commit",), []),
        (("hooks",), {"commit": "pre-commit"}, ("commit", "main"), []),
        (
            ("hooks",), {}, ("main",),
            ["no run is declared for the moments `commit` and `pre_push`: hooks run no test"],
        ),
        (
            ("hooks",), {"pre_push": "pre-push", "nightly": "manual"}, ("commit", "pre_push"),
            [
                "no run is declared for the moment `nightly`, so its hook runs nothing",
                "no hook runs the moment `commit`",
            ],
        ),
    ],
)  # fmt: skip
def test_hooks_and_runs(
    facts_of: FactsOf,
    run_of: Make,
    said: Callable[[Rule, Facts], list[str]],
    *,
    ci: tuple[str, ...],
    hooks: dict[str, str],
    moments: tuple[str, ...],
    messages: list[str],
) -> None:
    project = replace(facts_of().program.project, ci=ci, hooks=hooks)
    facts = facts_of(project=project, runs=tuple(run_of(moment, "unit") for moment in moments))
    assert said(MOMENT_WITHOUT_HOOK, facts) == messages
