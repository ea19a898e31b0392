"""A waiver for gaps that are closed has done its work."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    gaps = facts.report.row_by_id
    for waiver in facts.program.waivers:
        if waiver.allow == "gap" and waiver.covers and not any(s in gaps for s in waiver.covers):
            yield WAIVER_NOT_NEEDED.says(
                waiver.place.at("for"),
                f"`{waiver.target}` has no gap any more",
                tip="delete the waiver",
            )


WAIVER_NOT_NEEDED = Rule(
    id="waiver-not-needed",
    severity=Severity.WARNING,
    summary="waivers that allow a gap where there is none",
    why="An exception that outlives its reason excuses the next gap without anyone's approval.",
    example=(
        "waivers:\n  - {for: cart.unit.totals, allow: gap, reason: Written since, issue: 9,\n"
        '     approved_by: "@lead", expires: 2026-03-01}\n'
    ),
    judge=_judge,
)
