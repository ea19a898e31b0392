"""Order and counts."""

from collections.abc import Callable

from specgen.diagnostics import Severity
from specgen.report.model import LocatedDiagnostic, counts, in_order

Make = Callable[..., LocatedDiagnostic]


def test_in_order_sorts_by_place_then_rule_and_keeps_each_once(located: Make) -> None:
    first = located(2, 9, path="specs/a.yaml")
    second = located(10, 1, path="specs/a.yaml", rule="a")
    third = located(10, 1, path="specs/a.yaml", rule="b", message="m")
    fourth = located(10, 1, path="specs/a.yaml", rule="b", message="n")
    fifth = located(1, 1, path="specs/b.yaml")
    shuffled = [fifth, third, first, fourth, second, third, first]
    assert in_order(shuffled) == (first, second, third, fourth, fifth)


def test_counts_name_every_severity(located: Make) -> None:
    said = (located(), located(severity=Severity.NOTE), located(severity=Severity.NOTE))
    assert counts(said) == {
        Severity.ERROR: 1,
        Severity.FINDING: 0,
        Severity.WARNING: 0,
        Severity.NOTE: 2,
    }
