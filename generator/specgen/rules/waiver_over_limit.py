"""A glob grows silently; `at_most` says how far."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    gaps = facts.report.row_by_id
    for waiver in facts.program.waivers:
        found = sum(1 for scenario in waiver.covers if scenario in gaps)
        if waiver.allow == "gap" and waiver.at_most is not None and found > waiver.at_most:
            yield WAIVER_OVER_LIMIT.says(
                waiver.place.at("at_most"),
                f"`{waiver.target}` waives {found} gaps, at most {waiver.at_most} are approved",
                tip="close gaps, or have the higher number approved",
            )


WAIVER_OVER_LIMIT = Rule(
    id="waiver-over-limit",
    severity=Severity.FINDING,
    summary="waivers that allow more gaps than their `at_most`",
    why="What was approved was a number, and more than that has slipped in below the glob.",
    example=(
        'waivers:\n  - {for: "cart.*", allow: gap, at_most: 2, reason: No sandbox, issue: 171,\n'
        '     approved_by: "@lead", expires: 2026-03-01}\n'
    ),
    judge=_judge,
)
