"""Waivers, skips, snapshots, claims and references."""

from collections.abc import Callable
from datetime import date

import pytest

from specgen.program.model import Program
from specgen.program.model_policy import RecordedCoverage, RecordedTests

Of = Callable[[str], Program]
Said = Callable[[str], list[tuple[str, str, str]]]
HEAD = (
    "project: p\nsource: {package: p}\ntiers: {t: {requires: [unit, race]}}\nmodules: [p.a, p.b]\n"
)
WAIVER = "allow: gap, reason: R, issue: 7, approved_by: L, expires: 2026-03-01"


@pytest.mark.parametrize(
    ("target", "covers"),
    [
        ("a.unit.baseline", ("a.unit.baseline",)),
        ('"*.race"', ("a.race.baseline", "b.race.baseline")),
        ('"tests/test_a.py::*"', ()),
        ("tests/a", ()),
    ],
)
def test_what_a_waiver_covers(program: Of, target: str, covers: tuple[str, ...]) -> None:
    (waiver,) = program(f"{HEAD}waivers: [{{for: {target}, {WAIVER}}}]\n").waivers
    assert sorted(waiver.covers) == list(covers)
    assert (waiver.expires, waiver.issue, waiver.at_most) == (date(2026, 3, 1), "7", None)


def test_skips_and_references_are_sorted(program: Of) -> None:
    text = (
        f"{HEAD}skips: [{{tests: [z.py], when: w, reason: R}}, {{tests: [a.py], when: w, "
        f"reason: R}}]\n"
        "references: [{to: b.md, why: B}, {to: a.md}]\n"
    )
    found = program(text)
    assert [skip.tests for skip in found.skips] == [("a.py",), ("z.py",)]
    assert [(r.to, r.why) for r in found.references] == [("a.md", ""), ("b.md", "B")]


def test_a_snapshot(program: Of) -> None:
    text = (
        f"{HEAD}recorded:\n  - as_of: 2025-11-28\n    source: s\n    present: {{a: [race, unit]}}\n"
        "    outcomes: {passed: 3, failed: 0}\n"
        "    coverage: {total: 50%, b: {lines: 10, percent: 12.5%}}\n"
        "    tests: {t.py: {classes: 2, count: 40.., grade: good, gap: G}, u.py: {count: 3}}\n"
        "  - {as_of: 2025-01-01, source: older}\n"
    )
    older, found = program(text).recorded
    assert (older.source, older.present) == ("older", {})
    assert found.present == {"a": ("unit", "race")}
    assert found.outcomes == {"passed": 3, "failed": 0}
    assert found.coverage == {"total": RecordedCoverage(0, 0.5), "b": RecordedCoverage(10, 0.125)}
    assert found.tests == {
        "t.py": RecordedTests(2, 40, more=True, grade="good", gap="G"),
        "u.py": RecordedTests(0, 3, more=False, grade="", gap=""),
    }


def test_a_snapshot_of_what_is_not_there(said: Said) -> None:
    text = (
        f"{HEAD}recorded: [{{as_of: 2025-11-28, source: s, present: {{aa: [unit], a: [rase]}},"
        " coverage: {bb: 1%}}]\n"
    )
    assert [found[:2] for found in said(text)] == [
        ("unknown-type", "recorded.0.present.a.0"),
        ("unknown-module", "recorded.0.present.aa"),
        ("unknown-module", "recorded.0.coverage.bb"),
    ]


def test_every_figure_is_a_claim(program: Of) -> None:
    text = f"{HEAD}claims: [{{source: doc, as_of: 2025-11-28, says: [gaps == 3, modules == 2]}}]\n"
    found = program(text).claims
    assert [(c.source, c.text, c.place.route) for c in found] == [
        ("doc", "gaps == 3", ("claims", 0, "says", 0)),
        ("doc", "modules == 2", ("claims", 0, "says", 1)),
    ]
