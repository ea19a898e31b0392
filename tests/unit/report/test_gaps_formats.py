"""The gap report on a terminal, as JSON and as Markdown: the same facts, nothing steered."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from specgen.diagnostics import Span
from specgen.gaps.compare import compare
from specgen.gaps.model import Filter, GapReport
from specgen.gaps.narrow import narrow
from specgen.inventory.model import How, Inventory, Link, TestItem
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import UNKNOWN_WORK, Project, Recorded, Waiver, Work
from specgen.report.formats_of_gaps import GAP_FORMATS
from specgen.report.gaps_as_json import gaps_as_json
from specgen.report.gaps_as_markdown import gaps_as_markdown
from specgen.report.gaps_as_terminal import MOST_MODULES, MOST_ROWS, gaps_as_terminal
from specgen.report.model import Style

ModuleOf = Callable[..., Module]
ProgramOf = Callable[..., Program]
PLAIN = Style(width=120)


@pytest.fixture(scope="module")
def report(
    module_of: ModuleOf,
    program_of: ProgramOf,
    scenario_of: Callable[..., Scenario],
    waiver_of: Callable[..., Waiver],
    recorded_of: Callable[..., Recorded],
    elsewhere: Project,
) -> GapReport:
    """One module with a cell of every kind, and one that is planned."""
    client = module_of(
        "client",
        requires=("unit", "property", "integration", "e2e", "stress", "race", "chaos"),
        exempt={"chaos": "Stateless"},
    )
    planned = module_of("locks", requires=("unit",), planned=True, tier="business", priority="low")
    program = program_of(
        [client, planned],
        [
            scenario_of("client.unit.sums", title="Sums | \x1b[31mred\u202e", effort=Work(1, 2)),
            scenario_of("client.race.buyers", needs=("locks",), effort=UNKNOWN_WORK),
        ],
        project=elsewhere,
        waivers=(waiver_of("client.race.buyers", expires=date(2026, 3, 1)),),
        recorded=(recorded_of("audit", {"client": ("property",)}, as_of=date(2025, 11, 28)),),
    )
    path = "tests/unit/test_client.py"
    links = (Link("shop.client", How.CALLED, 1.0, 1, "called"),)
    span = Span(1, 1, 1, 1)
    items = tuple(
        TestItem(f"{path}::{name}", path, name, span, path, "unit", Level.WRITTEN, links=links)
        for name in ("test_0", "test_1")
    )
    generated = {
        "client.e2e.baseline": Level.WRITTEN,
        "client.integration.baseline": Level.HOLLOW,
        "client.stress.baseline": Level.SKELETON,
    }
    return compare(program, Inventory(items), generated=generated)


class TestTerminal:
    """What people see."""

    def test_the_heat_map_tells_every_kind_of_cell(self, report: GapReport) -> None:
        lines = gaps_as_terminal(report, PLAIN).splitlines()
        row = next(line for line in lines if line.split()[:1] == ["client"])
        assert row.split() == ["client", "2*", "r", "h", "g", "s", ".", "x"]
        assert lines[0] == "shop: 5 gaps in 7 owed cells of 2 modules, 7h..8h and 1 unknown"

    def test_rows_have_their_qualifiers(self, report: GapReport) -> None:
        text = gaps_as_terminal(report, PLAIN)
        assert "Buyers; waived until 2026-03-01; blocked by locks" in text
        assert " client.integration " in text

    def test_the_heaviest_come_first(self, report: GapReport) -> None:
        text = gaps_as_terminal(report, PLAIN)
        assert text.index(" client.race.buyers ") < text.index(" locks.unit ")

    def test_it_is_plain_unless_coloured(self, report: GapReport) -> None:
        assert "\x1b" not in gaps_as_terminal(report, PLAIN)
        coloured = gaps_as_terminal(report, Style(colour=True, width=120))
        assert "\x1b[31m" in coloured
        assert "\x1b[31mred" not in coloured

    def test_it_keeps_to_the_width(self, report: GapReport) -> None:
        for width in (60, 80, 120):
            lines = gaps_as_terminal(report, Style(width=width)).splitlines()
            assert max(map(len, lines)) <= width

    def test_no_gaps_is_one_line_and_the_map(
        self, module_of: ModuleOf, program_of: ProgramOf
    ) -> None:
        program = program_of([module_of("cart", requires=("unit",))])
        done = compare(program, Inventory(), generated={"cart.unit.baseline": Level.WRITTEN})
        text = gaps_as_terminal(done, PLAIN)
        assert text.startswith("shop: 0 gaps in 1 owed cell of 1 module\n")
        assert "scenario" not in text.split("x: exempt")[1]

    def test_a_filter_that_leaves_nothing_leaves_one_line(self, report: GapReport) -> None:
        nothing = narrow(report, Filter(priorities=("critical",)))
        assert gaps_as_terminal(nothing, PLAIN) == "shop: 0 gaps in 0 owed cells of 0 modules\n"

    def test_long_reports_say_what_they_leave_out(
        self, module_of: ModuleOf, program_of: ProgramOf
    ) -> None:
        modules = [
            module_of(f"m{n:03}", requires=("unit", "race", "e2e", "chaos")) for n in range(70)
        ]
        text = gaps_as_terminal(compare(program_of(modules), Inventory(), generated={}), PLAIN)
        assert f"{280 - MOST_ROWS} gaps more" in text
        assert f"{70 - MOST_MODULES} modules more" in text


class TestJson:
    """What programs read: docs/gaps-json.md."""

    def test_its_shape(self, report: GapReport) -> None:
        content = json.loads(gaps_as_json(report, PLAIN))
        assert list(content) == ["version", "project", "gaps", "cells", "totals"]
        assert (content["version"], content["project"]) == (1, "shop")
        (row,) = [row for row in content["gaps"] if row["id"] == "client.race.buyers"]
        assert row == {
            "id": "client.race.buyers",
            "module": "client",
            "type": "race",
            "tier": "critical",
            "level": "missing",
            "have": 0,
            "least": 1,
            "priority": "high",
            "effort": None,
            "title": "Buyers",
            "waived": "2026-03-01",
            "blocked_by": ["locks"],
            "milestone": None,
        }
        cell = next(c for c in content["cells"] if c["type"] == "unit")
        assert cell == {
            "module": "client",
            "type": "unit",
            "tier": "critical",
            "level": "written",
            "weak": False,
            "covered": True,
            "owed": True,
            "exempt": None,
            "basis": "test",
            "evidence": "tests/unit/test_client.py::test_0: called",
            "tests": ["tests/unit/test_client.py::test_0", "tests/unit/test_client.py::test_1"],
        }

    def test_totals_are_those_of_the_rows(self, report: GapReport) -> None:
        content = json.loads(gaps_as_json(report, PLAIN))
        total = content["totals"]["total"]
        assert total == {
            "gaps": len(content["gaps"]),
            "effort": {
                bound: sum(row["effort"][bound] for row in content["gaps"] if row["effort"])
                for bound in ("low", "high")
            },
            "unknown_effort": sum(row["effort"] is None for row in content["gaps"]),
            "waived": 1,
            "blocked": 2,
        }
        for name in ("by_type", "by_priority", "by_tier", "by_module", "by_milestone"):
            groups = content["totals"][name].values()
            assert sum(group["gaps"] for group in groups) == total["gaps"]
        assert content["totals"]["by_type"]["chaos"]["owed"] == 0

    def test_it_is_ascii(self, report: GapReport) -> None:
        assert gaps_as_json(report, PLAIN).isascii()


class TestMarkdown:
    """What job summaries and comments hold."""

    def test_it_has_totals_and_rows(self, report: GapReport) -> None:
        lines = gaps_as_markdown(report, PLAIN).splitlines()
        assert lines[:3] == ["## Gaps of shop", "", "**5 gaps**, 7h..8h and 1 unknown"]
        assert "| integration | 1/1 | 1 | 2h |" in lines
        assert "| critical | 4 | 5h..6h and 1 unknown | 1 | 1 |" in lines
        assert (
            "| `client.race.buyers` | missing | high | unknown | Buyers | `locks` | 2026-03-01 |"
            in lines
        )
        assert "| `locks.unit` | missing | low | 2h |  | `locks` |  |" in lines

    def test_hostile_titles_stay_in_their_cell(self, report: GapReport) -> None:
        text = gaps_as_markdown(report, PLAIN)
        assert "Sums &#124; ⟨U+001B⟩\\[31mred⟨U+202E⟩" in text

    def test_no_gaps_says_so(self, report: GapReport) -> None:
        assert gaps_as_markdown(replace(report, rows=()), PLAIN) == "## Gaps of shop\n\nNo gaps.\n"


def test_the_registry() -> None:
    assert [each.name for each in GAP_FORMATS] == ["text", "json", "markdown"]


def test_every_format_ends_in_one_line_feed(report: GapReport) -> None:
    for each in GAP_FORMATS:
        text = each.render(report, PLAIN)
        assert text.endswith("\n")
        assert not text.endswith("\n\n\n")
