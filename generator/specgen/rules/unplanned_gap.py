"""A gap that no milestone covers is a gap that nobody will close."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    program = facts.program
    if not program.milestones:
        return
    for row in facts.report.rows:
        if not row.milestone and row.waived is None:
            yield UNPLANNED_GAP.says(
                program.scenario_by_id[row.id].place,
                f"no milestone covers the gap `{row.id}`",
                tip="add it to the `covers` of a milestone, or let the last one say `rest`",
            )


UNPLANNED_GAP = Rule(
    id="unplanned-gap",
    severity=Severity.FINDING,
    summary="gaps that no milestone covers, in a project that has milestones",
    why="A plan that leaves gaps out adds up to less than the work there is.",
    example=(
        "module: shop.cart\n"
        "scenarios: [{type: unit, title: Totals}, {type: race, title: Two buyers}]\n"
        "milestones:\n  - {id: phase-1, title: Begin, covers: [cart.unit]}\n"
    ),
    judge=_judge,
)
