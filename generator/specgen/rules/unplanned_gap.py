"""A gap that no milestone covers is a gap that nobody will close."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Place, Related, Severity
from specgen.program.model import Scenario
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    program = facts.program
    unplanned: dict[str, list[str]] = {}
    for row in facts.report.rows if program.milestones else ():
        if not row.milestone and row.waived is None:
            unplanned.setdefault(row.module, []).append(row.id)
    for module, gaps in unplanned.items():
        more = f" and {len(gaps) - 1} more of `{module}`" if len(gaps) > 1 else ""
        yield UNPLANNED_GAP.says(
            _place(program.scenario_by_id[gaps[0]]),
            f"no milestone covers the gap `{gaps[0]}`{more}",
            tip="add it to the `covers` of a milestone, or let the last one say `rest`",
            related=tuple(
                Related(_place(program.scenario_by_id[gap]), f"`{gap}`") for gap in gaps[1:]
            ),
        )


def _place(scenario: Scenario) -> Place:
    return scenario.place.at("module" if scenario.implicit else "type")


UNPLANNED_GAP = Rule(
    id="unplanned-gap",
    severity=Severity.FINDING,
    summary="gaps that no milestone covers, per module, in a project that has milestones",
    why="A plan that leaves gaps out adds up to less than the work there is.",
    example=(
        "module: shop.cart\n"
        "scenarios: [{type: unit, title: Totals}, {type: race, title: Two buyers}]\n"
        "milestones:\n  - {id: phase-1, title: Begin, covers: [cart.unit]}\n"
    ),
    judge=_judge,
)
