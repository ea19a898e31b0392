"""Both values of a figure that does not add up are shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from specgen.diagnostics import Place
from specgen.gaps.model import ClaimVerdict
from specgen.program.model_plan import Claim
from specgen.rules.claim_does_not_hold import CLAIM_DOES_NOT_HOLD
from specgen.rules.model import Facts, Rule
from specgen.spec.expression_model import Expression, Fact, Operator, Stated

FactsOf = Callable[..., Facts]
Said = Callable[[Rule, Facts], list[str]]


SOURCE, TEXT = "gaps-2025#summary", "gaps == 39"
PLACE = Place(PurePosixPath("specs/claims.yaml"), ("claims", 0, "says", 1))


def facts_with(facts_of: FactsOf, *, holds: bool) -> Facts:
    expression = Expression(TEXT, Fact("gaps"), Operator.EQUAL, Stated(Decimal(39)))
    claim = Claim(SOURCE, date(2025, 11, 28), TEXT, expression, PLACE)
    verdict = ClaimVerdict(SOURCE, TEXT, "39", "38", holds=holds)
    return replace(facts_of(claims=(claim,)), verdicts=(verdict,))


def test_a_claim_that_does_not_hold(facts_of: FactsOf, said: Said) -> None:
    facts = facts_with(facts_of, holds=False)
    assert said(CLAIM_DOES_NOT_HOLD, facts) == [
        "gaps-2025#summary states gaps == 39; recomputed: 38"
    ]
    assert [d.place for d in CLAIM_DOES_NOT_HOLD.judge(facts)] == [PLACE]


def test_a_claim_that_holds(facts_of: FactsOf, said: Said) -> None:
    assert said(CLAIM_DOES_NOT_HOLD, facts_with(facts_of, holds=True)) == []
