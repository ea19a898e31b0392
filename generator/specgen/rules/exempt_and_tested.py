"""Tests of a cell that is said to make no sense."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for cell in facts.report.cells:
        if cell.exempt and cell.tests:
            module = facts.program.module_by_id[cell.module]
            yield EXEMPT_AND_TESTED.says(
                module.place.key("exempt", cell.type),
                f"`{cell.module}` is exempt from {cell.type} and tested by {cell.tests[0]}",
                tip="delete the exemption, or the tests",
            )


EXEMPT_AND_TESTED = Rule(
    id="exempt-and-tested",
    severity=Severity.WARNING,
    summary="exempt cells that have live tests",
    why="Somebody saw sense in testing it. The exemption hides those tests from every report.",
    example="module: shop.cart\nexempt: {race: Stateless}\n# tests/race/test_cart.py is there\n",
    judge=_judge,
)
