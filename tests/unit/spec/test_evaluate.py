"""Expressions are judged against facts: holds, fails with the value found, or unknown."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.quantities import Working
from specgen.spec.evaluate import evaluate
from specgen.spec.expression import expression
from specgen.spec.expression_model import Fact, Figure, Holding, Judgement, Unknown


@dataclass(frozen=True)
class Known:
    """Facts that all have one value."""

    found: Figure | Unknown

    def figure(self, fact: Fact) -> Figure | Unknown:
        """That value."""
        return self.found


def judged(text: str, low: str, high: str = "") -> tuple[Holding, str]:
    judgement = evaluate(expression(text), Known(Figure(Decimal(low), Decimal(high or low))))
    return judgement.holding, judgement.found


@pytest.mark.parametrize(
    ("text", "low", "high", "holds", "found"),
    [
        ("gaps == 39", "39", "", True, "39"),
        ("gaps == 39", "44", "", False, "44"),
        ("gaps != 39", "44", "", True, "44"),
        ("gaps < 39", "39", "", False, "39"),
        ("gaps <= 40", "40", "", True, "40"),
        ("gaps > 39", "39", "", False, "39"),
        ("gaps >= 100", "100", "", True, "100"),
        ("coverage >= 90%", "0.9", "", True, "90%"),
        ("coverage >= 90%", "0.8999", "", False, "89.99%"),
        ("coverage == ~90%", "0.945", "", True, "94.5%"),
        ("coverage == ~90%", "0.946", "", False, "94.6%"),
        ("effort == ~57h", "58.5", "", True, "58.5h"),
        ("effort == ~57h", "73", "", False, "73h"),
        ("effort == ~8h", "8.5", "", True, "8.5h"),
        ("effort == 2h..4h", "2", "4", True, "2h..4h"),
        ("effort == 3h", "2", "4", False, "2h..4h"),
        ("effort != 3h", "2", "4", True, "2h..4h"),
        ("effort <= 4h", "2", "4", True, "2h..4h"),
        ("effort >= 3h", "2", "4", False, "2h..4h"),
        ("effort == 1d", "8", "", True, "8h"),
        ("document(policy)", "1", "", True, "yes"),
        ("document(policy)", "0", "", False, "no"),
        ("gaps", "3", "", True, "3"),
    ],
)
def test_judges(text: str, low: str, high: str, holds: bool, found: str) -> None:
    assert judged(text, low, high) == (Holding.HOLDS if holds else Holding.FAILS, found)


@pytest.mark.parametrize(
    ("text", "holding"),
    [
        ("effort == 8h", Holding.FAILS),
        ("effort <= 8h", Holding.FAILS),
        ("effort >= 8h", Holding.HOLDS),
        ("effort == 20h", Holding.UNKNOWN),
        ("effort < 20h", Holding.UNKNOWN),
        ("effort >= 20h", Holding.UNKNOWN),
    ],
)
def test_what_comes_on_top_leaves_open_what_it_could_change(text: str, holding: Holding) -> None:
    facts = Known(Figure(Decimal("9.5"), Decimal("9.5"), at_least=True))
    judgement = evaluate(expression(text), facts)
    assert judgement.holding is holding
    assert "at least 9.5h" in (judgement.found, judgement.why)


def test_without_evidence_it_is_unknown_and_says_why() -> None:
    facts = Known(Unknown("no run is recorded"))
    judgement = evaluate(expression("failed == 0"), facts)
    assert judgement == Judgement(Holding.UNKNOWN, why="no run is recorded")


def test_days_are_as_long_as_the_project_says() -> None:
    facts = Known(Figure(Decimal("7.5"), Decimal("7.5")))
    short = Working(Decimal("7.5"), Decimal(5))
    assert evaluate(expression("effort == 1d"), facts, working=short).holding is Holding.HOLDS
    assert evaluate(expression("effort == 1d"), facts).holding is Holding.FAILS


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_opposite_comparisons_of_numbers_disagree(found: int, said: int) -> None:
    for one, other in (("==", "!="), ("<", ">="), (">", "<=")):
        first = judged(f"gaps {one} {said}", str(found))[0]
        assert first is not judged(f"gaps {other} {said}", str(found))[0]
