"""Dates of enforcement that cannot be meant."""

from collections.abc import Iterator
from datetime import date

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.program.model_policy import Enforcement
from specgen.rules.model import Facts, Rule

_Scope = tuple[date, tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    first: dict[_Scope, Enforcement] = {}
    for row in facts.program.enforcement:
        if row.until <= row.since:
            yield ENFORCEMENT_ORDER.says(
                row.place.at("until"),
                f"ends on {row.until}, before it begins on {row.since}",
                tip="`until` is the first day on which it no longer holds",
            )
        earlier = first.setdefault(_scope(row), row)
        if earlier.stage != row.stage:
            yield ENFORCEMENT_ORDER.says(
                row.place.at("stage"),
                f"{row.stage} and {earlier.stage} from the same day, {row.since}, and for the same",
                tip="delete one, or say what sets them apart with `at`, `rules` or `tiers`",
                related=(Related(earlier.place.at("stage"), earlier.stage),),
            )


def _scope(row: Enforcement) -> _Scope:
    """What two rows must not have in common; a dated relaxation goes before a lasting stage."""
    lasting = row.until == date.max
    parts = (tuple(sorted(part)) for part in (row.at, row.rules, row.tiers))
    at, rules, tiers = parts
    return row.since, at, rules, tiers, lasting


ENFORCEMENT_ORDER = Rule(
    id="enforcement-order",
    severity=Severity.ERROR,
    summary="enforcement that ends before it begins, or is two things at once from one day on",
    why="Which of the two is meant decides whether a merge is blocked.",
    example="enforcement:\n  - {from: 2026-02-08, until: 2026-02-01, stage: warning}\n",
    judge=_judge,
)
