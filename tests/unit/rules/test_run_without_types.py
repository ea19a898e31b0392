"""Something runs at every moment."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.run_without_types import RUN_WITHOUT_TYPES

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_a_moment_at_which_nothing_runs(facts_of: FactsOf, run_of: Make, said: Said) -> None:
    facts = facts_of(runs=(run_of("commit", "unit"), run_of("pre_push")))
    assert said(RUN_WITHOUT_TYPES, facts) == ["nothing runs at `pre_push`"]
