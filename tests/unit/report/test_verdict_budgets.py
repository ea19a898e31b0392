"""Budgets in every format for people, and in JSON."""

import json
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place
from specgen.gate.model import Complaint, Decision, Measured, Status, Verdict
from specgen.gate.model_status import Shares
from specgen.program.model_policy import Limit
from specgen.program.model_stage import Stage
from specgen.report.formats_of_verdicts import VERDICT_FORMATS
from specgen.report.model_verdict import View
from specgen.report.verdict_as_comment import VERDICT_AS_COMMENT
from specgen.report.verdict_as_json import VERDICT_AS_JSON
from specgen.report.verdict_budgets import budget_lines, budget_rows, budgets_text, standing_of

PLACE = Place(PurePosixPath("specs/project.yaml"))
P95 = Limit("p95", 0.1, "100ms", PLACE)
TOTAL = Limit("coverage.total", 0.8, "80%", PLACE)
SLOW = Complaint("cart.stress.load", "p95 is 200ms", PLACE)
HELD = Measured("total", TOTAL, 0.85, "85.00%", rule="coverage-total")
BROKEN = Measured("cart.stress.load", P95, 0.2, "200ms", complaints=(SLOW,), rule="latency", of=3)
SILENT = Measured("cart.stress.more", P95, why="no test of it ran", rule="latency")


def verdict(*measured: Measured, status: Status = Status.FAILS) -> Verdict:
    decision = Decision("latency", SLOW, Stage.BLOCKING, status)
    return Verdict("shop", date(2026, 3, 1), "", (decision,), Shares(), measured=measured)


def test_rows() -> None:
    found = verdict(HELD, BROKEN, SILENT)
    assert list(budget_rows(found)) == [
        ("coverage.total", "total", "85.00%", "≥ 80%", "held"),
        ("p95", "cart.stress.load (worst of 3)", "200ms", "≤ 100ms", "broken"),
        ("p95", "cart.stress.more", "-", "≤ 100ms", "not measured: no test of it ran"),
    ]
    assert budgets_text(found) == "1 held, 1 broken, 1 not measured"
    assert next(budget_lines(found)) == "coverage.total of total: 85.00% (≥ 80%) held"


def test_what_a_waiver_excuses_is_not_held() -> None:
    assert standing_of(verdict(BROKEN, status=Status.WAIVED), BROKEN) == "waived"
    assert standing_of(verdict(BROKEN, status=Status.REPORTED), BROKEN) == "broken"


@pytest.mark.parametrize("name", ["text", "comment", "summary", "report"])
def test_held_broken_and_silent_ones_are_shown(name: str) -> None:
    chosen = next(form for form in VERDICT_FORMATS if form.name == name)
    written = chosen.render(verdict(HELD, BROKEN, SILENT), View())
    for part in ("85.00%", "80%", "200ms", "100ms", "no test of it ran"):
        assert part in written
    assert "udgets" not in chosen.render(verdict(), View())


def test_json_has_values_and_limits() -> None:
    data = json.loads(VERDICT_AS_JSON.render(verdict(HELD, SILENT), View()))
    held, silent = data["budgets"]
    assert (held["value"], held["limit"], held["status"]) == (0.85, 0.8, "held")
    assert held["less_is_better"] is False
    assert (silent["value"], silent["why"]) == (None, "no test of it ran")


def test_a_comment_has_room_for_many_budgets() -> None:
    many = [replace(HELD, subject=f"module_{n}") for n in range(200)]
    lines = VERDICT_AS_COMMENT.render(verdict(*many, BROKEN), View()).splitlines()
    assert len(lines) <= 40
    assert "**Budgets**: 200 held, 1 broken" in lines
    first = lines.index("**Budgets**: 200 held, 1 broken") + 1
    assert lines[first].startswith("- p95 of cart.stress.load")  # what is broken comes first
    assert any(line.startswith("- and ") for line in lines[first:])
