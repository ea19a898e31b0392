"""Every format of trends: what it says, and that hostile names stay names."""

import json
from datetime import date

import pytest

from specgen.history.model import Flaky, Moved, Point, Skipped, Slow, Trend
from specgen.report.formats_of_trends import TREND_FORMATS
from specgen.report.model import Style
from specgen.report.model_trend import TrendFormat
from specgen.report.trend_as_json import TREND_AS_JSON
from specgen.report.trend_as_markdown import TREND_AS_MARKDOWN
from specgen.report.trend_as_terminal import TREND_AS_TERMINAL
from specgen.report.trend_tables import MOST, headline, sheets

TODAY = date(2026, 3, 31)
TREND = Trend(
    "shop", TODAY, 30, sessions=12, dropped=("b",),
    flaky=(Flaky("t::a", 7, 2, 1, "2026-03-30", 3),),
    cleared=(Flaky("t::b", 17, 1, 1, "2026-03-02", 12),),
    points=(Point("2026-03-30", 2, 9, 1.25), Point("2026-03-31", 3, 10, 1234.5, 0.89999)),
    slowest=(Slow("t::slow", 2.5),), slowest_share=0.75,
    slower=(Slow("t::slow", 2.5, 1.0),),
    skipped=(Skipped("t::skip", "2026-03-01", 30),),
    moved=(Moved("src/a.py", 0.8, 0.75),),
)  # fmt: skip


def named(name: str) -> TrendFormat:
    return next(form for form in TREND_FORMATS if form.name == name)


def text(form: TrendFormat, *trends: Trend, style: Style | None = None) -> str:
    assert form in TREND_FORMATS
    return form.render(trends or (TREND,), style or Style())


def test_plain_text() -> None:
    lines = text(TREND_AS_TERMINAL).rstrip().splitlines()
    assert lines[0] == (
        "shop: 12 sessions in 30 days up to 2026-03-31, 1 of broken machines left out"
    )
    titles = [line for line in lines if line and line[0].isupper()]
    assert titles == [
        "Flaky tests", "No longer flaky", "Skipped by every session since", "Slower than before",
        "Slowest tenth, 75% of all test time", "Coverage that moved", "By day",
    ]  # fmt: skip
    (row,) = (line.split() for line in lines if "t::a" in line)
    assert row == ["t::a", "7", "2", "1", "2026-03-30", "3"]
    (row,) = (line.split() for line in lines if "src/a.py" in line)
    assert row == ["src/a.py", "80.00%", "75.00%", "-5.00pt"]
    assert "\x1b" not in text(TREND_AS_TERMINAL)
    assert lines[-1].split() == ["2026-03-31", "3", "10", "1,234.5", "89.99%"]


def test_a_terminal_gets_colour() -> None:
    assert "\x1b[1m" in text(TREND_AS_TERMINAL, style=Style(colour=True))


def test_an_empty_ledger_says_how_to_fill_it() -> None:
    assert text(TREND_AS_TERMINAL, Trend("shop", TODAY, 30)) == (
        "shop: 0 sessions in 30 days up to 2026-03-31\n"
        "nothing is remembered: `specgen gate --ledger FOLDER` remembers runs\n"
    )


def test_markdown() -> None:
    written = text(TREND_AS_MARKDOWN)
    assert written.startswith("## Trend\n\nshop: 12 sessions in 30 days")
    assert "| `t::a` | 7 | 2 | 1 | 2026-03-30 | 3 |" in written
    assert "### Slowest tenth, 75% of all test time\n" in written


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_long_tables_are_cut(name: str) -> None:
    many = Trend("shop", TODAY, 30, 1, slowest=tuple(Slow(f"t::{n}", 1.0) for n in range(25)))
    assert "nd 5 more" in text(named(name), many)
    assert len(json.loads(text(TREND_AS_JSON, many))["projects"][0]["slowest"]) == 25


def test_json() -> None:
    data = json.loads(text(TREND_AS_JSON, TREND, Trend("bank", TODAY, 7)))
    assert data["form"] == 1
    assert [each["project"] for each in data["projects"]] == ["shop", "bank"]
    assert data["projects"][0]["today"] == "2026-03-31"
    assert data["projects"][0]["flaky"][0] == {
        "test": "t::a", "passed": 7, "failed": 2, "states": 1, "last": "2026-03-30", "streak": 3,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_hostile_names_break_out_of_nothing(name: str) -> None:
    hostile = "a|b`<script>\x1b[31m\u202e\n# x"
    written = text(
        named(name), Trend(hostile, TODAY, 30, 1, flaky=(Flaky(hostile, 1, 1, 1, "", 0),))
    )
    assert "\x1b[31m" not in written
    assert "\u202e" not in written
    assert not [line for line in written.splitlines() if line.startswith("# x")]
    assert name == "text" or "<script>" not in written


def test_tables_show_what_there_is_and_say_what_is_left_out() -> None:
    assert [sheet.title for sheet in sheets(Trend("shop", TODAY, 30))] == []
    many = tuple(Skipped(f"t::{number}", "2026-03-01", 30) for number in range(MOST + 2))
    (sheet,) = sheets(Trend("shop", TODAY, 30, skipped=many))
    assert (sheet.title, len(sheet.rows), sheet.more) == ("Skipped by every session since", MOST, 2)
    assert sheet.rows[0] == ("t::0", "2026-03-01", "30")
    assert headline(Trend("shop", TODAY, 7, sessions=1200)) == (
        "shop: 1,200 sessions in 7 days up to 2026-03-31"
    )
