"""pytest-reportlog: what real runs wrote, and lines that were cut off or mean harm."""

import json
from pathlib import Path

import pytest
from tests.unit.evidence.test_junit_producers import EVERY, IT

from specgen.evidence.load import load
from specgen.evidence.model import Evidence
from specgen.evidence.model_outcome import SWALLOWED

SAMPLES = Path(__file__).parent / "samples/reportlog"
ALL = EVERY | {f"{IT}::test_xpass": "xpass"}  # it says what JUnit XML does not
IN_IT = {test: outcome for test, outcome in ALL.items() if test.startswith(IT)}


def said(lines: list[dict[str, object]], tmp_path: Path) -> Evidence:
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return load([tmp_path / "r.jsonl"], root=tmp_path)


def report(when: str, outcome: str = "passed", **more: object) -> dict[str, object]:
    return {"nodeid": "t.py::a", "when": when, "outcome": outcome, "longrepr": None,
            "$report_type": "TestReport", **more}  # fmt: skip


START: dict[str, object] = {"pytest_version": "9.2.0", "$report_type": "SessionStart"}
END: dict[str, object] = {"exitstatus": 0, "$report_type": "SessionFinish"}


@pytest.mark.parametrize(
    ("name", "wanted", "stopped"),
    [
        ("pytest9", ALL, ""),
        ("pytest9-reruns", IN_IT | {f"{IT}::test_second_time": "flaky"}, ""),
        ("pytest9-xdist", IN_IT, ""),
        (
            "pytest9-collection",
            {"tests/test_absent.py": "skip", "tests/test_broken.py": "error"},
            "pytest ended with exit status 2",
        ),
        ("pytest9-xdist-clash", {"gw1": "error"}, ""),
        (
            "pytest9-session-timeout",
            {"test_t.py::test_a": "pass"},
            "pytest ended with exit status 1, and no test failed",
        ),
    ],
)
def test_what_real_runs_wrote(name: str, wanted: dict[str, str], stopped: str) -> None:
    found = load([SAMPLES / f"{name}.jsonl"], root=SAMPLES)
    found_as = {test: str(outcome) for test, outcome in found.outcomes().items()}
    if name in ("pytest9-reruns", "pytest9-xdist"):
        found_as.pop("tests/test_absent.py", None)
    assert (found_as, found.findings) == (wanted, ())
    (session,) = found.sessions
    assert (session.complete, session.stopped) == (not stopped, stopped)


def test_attempts_and_reasons_are_kept() -> None:
    found = load([SAMPLES / "pytest9-reruns.jsonl"], root=SAMPLES)
    of = {(r.node_id.partition("::")[2], r.attempt): r for r in found.records}
    assert [str(of["test_second_time", n].outcome) for n in (1, 2)] == ["fail", "pass"]
    assert of["test_xfail_and_error_after", 1].message == f"{SWALLOWED}OSError: no disk left"
    assert of["test_skip", 1].reason == "no network"
    assert of["test_fails", 2].message == "assert 1 == 2"


def test_a_run_that_was_cut_off(tmp_path: Path) -> None:
    found = said([START, report("setup"), report("call")], tmp_path)
    assert {k: str(v) for k, v in found.outcomes().items()} == {"t.py::a": "not-reported"}
    assert found.sessions[0].stopped == "no end was recorded; last started t.py::a"


def test_subtests_that_come_before_their_set_up_belong_to_it(tmp_path: Path) -> None:
    """pytest-rerunfailures holds back the reports of a test, and not those of its subtests."""
    part = report("call", "failed") | {"$report_type": "SubTestReport"}
    once = [part, report("setup"), report("call"), report("teardown")]
    found = said([START, *once, *once, END], tmp_path)
    assert [(r.attempt, str(r.outcome)) for r in found.records] == [(1, "fail"), (2, "fail")]


def test_a_pending_test_and_its_measures(tmp_path: Path) -> None:
    words = [["specgen.outcome", "pending"], ["specgen.p95", 0.5], ["other"], 3]
    lines = [report("setup"), report("call", "skipped", user_properties=words), report("teardown")]
    (record,) = said([START, *lines, END], tmp_path).records
    assert (str(record.outcome), record.measures) == ("pending", {"p95": 0.5})


def test_lines_that_are_no_reports_are_said(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(f"{json.dumps(START)}\n[1]\nnonsense\n{{}}\n")
    found = load([tmp_path / "r.jsonl"], root=tmp_path)
    lines = [f.place.span.line for f in found.findings if f.place.span]
    assert (lines, {f.message for f in found.findings}) == ([2, 3, 4], {"not a report of pytest"})


def test_a_run_that_ends_well_in_the_middle_of_a_test_does_not(tmp_path: Path) -> None:
    """`pytest.exit(returncode=0)` does that."""
    begun = [START, report("setup")]
    (session,) = said([*begun, END], tmp_path).sessions
    assert (session.complete, session.stopped) == (False, "interrupted; last started t.py::a")
    whole = [*begun, report("call"), report("teardown")]
    assert said([*whole, END], tmp_path).sessions[0].complete


def test_subtests_of_versions_before_1_0(tmp_path: Path) -> None:
    """They name the kind of such reports otherwise."""
    part = {**report("call", "failed"), "_report_type": "SubTestReport"}
    part.pop("$report_type")
    rest = [report("setup"), part, report("call"), report("teardown")]
    found = said([START, *rest, END | {"exitstatus": 1}], tmp_path)
    assert (found.findings, found.outcomes()) == ((), {"t.py::a": "fail"})
    assert found.sessions[0].complete
