"""Workers are started where they pay."""

from pathlib import Path

import pytest

from specgen.runner.model import Job, Selection, Site
from specgen.runner.workers import WORTH, workers

TESTS = ("t.py::test_a", "t.py::test_b")
QUICK = {test: WORTH / 4 for test in TESTS}
SLOW = {test: WORTH for test in TESTS}


@pytest.mark.parametrize(
    ("asked", "seconds", "given"),
    [
        pytest.param("auto", SLOW, "auto", id="it pays"),
        pytest.param("auto", QUICK, "", id="starting them would take longer"),
        pytest.param("auto", {}, "auto", id="nothing was recorded"),
        pytest.param("auto", {TESTS[0]: 0.1}, "auto", id="a test is new"),
        pytest.param("3", QUICK, "3", id="somebody wants three"),
        pytest.param("", SLOW, "", id="nobody wants any"),
    ],
)
def test_where_it_pays(asked: str, seconds: dict[str, float], given: str) -> None:
    site = Site(Path(), Path(), "python", frozenset({"xdist"}), seconds=seconds)
    assert workers(Job("unit", "commit", Selection(TESTS), workers=asked), site) == given


@pytest.mark.parametrize(
    ("plugins", "given"),
    [({"xdist", "coverage"}, ""), ({"xdist", "coverage", "followed"}, "auto")],
)
def test_where_coverage_sees_them(plugins: set[str], given: str) -> None:
    site = Site(Path(), Path(), "python", frozenset(plugins), seconds=SLOW)
    assert workers(Job("unit", "commit", Selection(TESTS), workers="auto"), site) == given


def test_each_shard_runs_its_share() -> None:
    site = Site(Path(), Path(), "python", frozenset({"xdist"}), seconds=SLOW)
    assert workers(Job("unit", "commit", Selection(TESTS), workers="auto", shards=4), site) == ""


@pytest.mark.parametrize(("timed", "plugins"), [(True, {"xdist"}), (False, {"coverage"})])
def test_what_is_timed_shares_no_processor(timed: bool, plugins: set[str]) -> None:
    site = Site(Path(), Path(), "python", frozenset(plugins))
    job = Job("performance", "commit", Selection(TESTS), workers="2", timed=timed)
    assert workers(job, site) == ""
