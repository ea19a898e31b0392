"""Somebody decides."""

from collections.abc import Callable

from specgen.rules.decision_without_owner import DECISION_WITHOUT_OWNER
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_a_decision_that_is_nobodys(facts_of: FactsOf, decision_of: Make, said: Said) -> None:
    decisions = (
        decision_of("a"),
        decision_of("b", "@lead", ("x",)),
        decision_of("c", "", ("x",)),
        decision_of("made", answer="64MB"),
    )
    assert said(DECISION_WITHOUT_OWNER, facts_of(decisions=decisions)) == [
        "nobody owns the decision `a`",
        "nobody owns the decision `c`, which blocks `x`",
    ]
