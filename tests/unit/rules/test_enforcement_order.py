"""Enforcement begins before it ends, and is one thing at a time."""

from collections.abc import Callable
from datetime import date

from specgen.rules.enforcement_order import ENFORCEMENT_ORDER
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


EARLY, LATE = date(2026, 2, 1), date(2026, 2, 8)


def test_ending_before_the_beginning(
    facts_of: FactsOf, enforcement_of: Make, said: Said, routes: Routes
) -> None:
    rows = (
        enforcement_of(0, LATE, "warning", until=EARLY),
        enforcement_of(1, EARLY, "warning", until=LATE),
    )
    facts = facts_of(enforcement=rows)
    assert said(ENFORCEMENT_ORDER, facts) == ["ends on 2026-02-01, before it begins on 2026-02-08"]
    assert routes(ENFORCEMENT_ORDER, facts) == [("enforcement", 0, "until")]


def test_two_stages_from_one_day_on(facts_of: FactsOf, enforcement_of: Make, said: Said) -> None:
    rows = (
        enforcement_of(0, EARLY, "warning", at=("main", "nightly")),
        enforcement_of(1, EARLY, "blocking", at=("nightly", "main")),
    )
    assert said(ENFORCEMENT_ORDER, facts_of(enforcement=rows)) == [
        "blocking and warning from the same day, 2026-02-01, and for the same"
    ]


def test_one_stage_after_the_other_or_beside_it(
    facts_of: FactsOf, enforcement_of: Make, said: Said
) -> None:
    rows = (
        enforcement_of(0, EARLY, "warning"),
        enforcement_of(1, LATE, "blocking"),
        enforcement_of(2, LATE, "ratchet", rules=("coverage-total",)),
        enforcement_of(3, LATE, "monitoring", until=date(2026, 2, 9)),
        enforcement_of(4, LATE, "blocking"),
    )
    assert said(ENFORCEMENT_ORDER, facts_of(enforcement=rows)) == []
