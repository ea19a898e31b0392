"""The real gap table in specs/precog: its document holds every table of the one it replaces.

The figures here were counted by hand in that document's rows, not taken from its summaries, which
do not add up; those stand in the document as claims that do not hold.
"""

import re
from pathlib import Path

import pytest

from specgen.compilation import Compiled
from specgen.emit.gaps_reading import Figures, read_figures
from specgen.pipeline import compile_tree

ROOT = Path(__file__).parent.parent
GAPS_OF = {
    "config_loader": 3,
    "connection": 4,
    "crud_operations": 6,
    "espn_client": 1,
    "kalshi_auth": 4,
    "kalshi_client": 4,
    "kalshi_poller": 4,
    "kalshi_websocket": 4,
    "logger": 4,
    "market_data_manager": 2,
    "model_manager": 2,
}


@pytest.fixture(scope="module")
def precog() -> Compiled:
    (project,) = compile_tree(ROOT, only="precog").projects
    return project


@pytest.fixture(scope="module")
def text(precog: Compiled) -> str:
    (document,) = [file for file in precog.plan.files if file.path.name == "GAPS.md"]
    return document.text


@pytest.fixture(scope="module")
def figures(text: str) -> Figures:
    return read_figures(text)


def chapter(text: str, heading: str) -> list[str]:
    """The lines of the table below ``heading``, without its head."""
    part = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [line for line in part.splitlines() if line.startswith("| ")][2:]


def test_types_and_tiers(text: str) -> None:
    assert len(chapter(text, "Test types")) == 8
    assert [line.split(" | ")[1:3] for line in chapter(text, "Tiers")] == [
        ["`critical`", "90%"],
        ["`business`", "85%"],
        ["`infrastructure`", "80%"],
    ]


def test_every_gap_of_every_module(figures: Figures) -> None:
    found = [row.module.strip("`") for row in figures.rows]
    assert {name: found.count(name) for name in sorted(set(found))} == GAPS_OF


def test_sums(text: str) -> None:
    rows = re.findall(r"<tr><td>(.*)</td>\n<td>([^<]*)</td><td>([^<]*)</td></tr>", text)
    assert {name: (count, hours) for name, count, hours in rows} == {
        "high": ("14", "27h"),
        "medium": ("14", "20h"),
        "low": ("10", "8.5h"),
        "Total": ("38", "55.5h"),
        "Critical path": ("18", "31h"),
        "Business logic": ("8", "14h"),
        "Infrastructure": ("12", "10.5h"),
        "phase-2.1": ("9", "18h"),
        "phase-2.2": ("4", "7h"),
        "phase-2.3": ("11", "9.5h"),
        "phase-2.4": ("14", "21h"),
    }
    missing = re.findall(r"<tr><td>(\w+)</td>\n<td>(\d+)/11 \((\d+)%\)</td>", text)
    assert missing == [
        ("unit", "0", "0"),
        ("property", "2", "18"),
        ("integration", "6", "55"),
        ("e2e", "4", "36"),
        ("stress", "5", "45"),
        ("race", "5", "45"),
        ("performance", "11", "100"),
        ("chaos", "5", "45"),
    ]


def test_plan_enforcement_documents_and_source(text: str) -> None:
    assert [line.split("`")[1] for line in chapter(text, "Milestones")][-4:] == [
        "phase-2.1",
        "phase-2.2",
        "phase-2.3",
        "phase-2.4",
    ]
    assert [line.split(" | ")[:2] for line in chapter(text, "Enforcement")] == [
        ["| monitoring", "2025-11-28"],
        ["| warning", "2025-12-15"],
        ["| blocking", "2026-01-01"],
    ]
    assert len(chapter(text, "Related documents")) == 3
    assert len(chapter(text, "Recorded sources")) == len(GAPS_OF)


def test_the_sums_that_were_wrong_stand_with_both_values(text: str) -> None:
    wrong = [line.split(" | ") for line in chapter(text, "Claims that do not hold")]
    found = {cells[1].strip("`"): cells[3].strip(" |") for cells in wrong}
    assert (
        found.items()
        >= {
            "gaps == 39": "38",
            "gaps(priority=high) == 16": "14",
            "gaps(priority=medium) == 12": "14",
            "gaps(priority=low) == 11": "10",
            "gaps(type=integration) == 7": "6",
            "gaps(type=e2e) == 5": "4",
            "effort(milestone=phase-2.1) == 16h": "18h",
            "effort(milestone=phase-2.2) == 12h": "7h",
        }.items()
    )
