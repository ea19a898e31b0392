"""CTRF of real producers, and what is wrong with others."""

import json
from pathlib import Path

import pytest

from specgen.evidence.ctrf import CTRF, NOTE, load_ctrf
from specgen.evidence.load import load
from specgen.evidence.model import Loaded
from specgen.evidence.model_outcome import Outcome

SAMPLE = Path(__file__).parent / "samples/ctrf/pytest-json-ctrf061.json"


def read(tmp_path: Path, *tests: object, **summary: int) -> Loaded:
    path = tmp_path / "c.json"
    said = {"reportFormat": "CTRF", "results": {"summary": summary, "tests": tests}}
    path.write_text(json.dumps(said))
    return load_ctrf(path, "c.json")


def test_every_outcome_of_pytest() -> None:
    evidence = load([SAMPLE], root=SAMPLE.parent)
    outcomes = {id.removeprefix("test_every.py::"): o for id, o in evidence.outcomes().items()}
    assert outcomes == {
        "test_passes": Outcome.PASS,
        "test_fails": Outcome.FAIL,
        "test_set_up_breaks": Outcome.ERROR,
        "test_tear_down_breaks": Outcome.ERROR,
        "test_skipped_with_broken_tear_down": Outcome.SKIP,  # it does not say what broke
        "test_skipped": Outcome.SKIP,
        "test_xfails": Outcome.XFAIL,
        "test_xpasses": Outcome.PASS,  # nor that a pass was unexpected
        "test_second_time": Outcome.FLAKY,
        "test_with_parameters": Outcome.FAIL,
        "test_subtests": Outcome.FAIL,
        "TestOfUnittest::test_parts": Outcome.FAIL,
    }
    assert not evidence.findings
    assert evidence.notes == (NOTE,)
    (session,) = evidence.sessions
    assert (session.count, session.untold, session.end_told) == (13, 0, False)


def test_attempts_are_numbered() -> None:
    records = [r for r in load_ctrf(SAMPLE, "").records if r.test.endswith("test_second_time")]
    assert [(r.attempt, r.outcome) for r in records] == [(1, Outcome.FAIL), (2, Outcome.PASS)]
    assert records[0].message.startswith("assert 1 > 1")


@pytest.mark.parametrize("said", [{"flaky": True}, {"retries": 2}])
def test_a_pass_after_attempts_that_nobody_describes_is_flaky(
    tmp_path: Path, said: dict[str, object]
) -> None:
    loaded = read(tmp_path, {"name": "a.py::test", "status": "passed", **said})
    assert [r.outcome for r in loaded.records] == [Outcome.FAIL, Outcome.PASS]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"status": "other"}, Outcome.NOT_REPORTED),
        ({"status": "done"}, Outcome.NOT_REPORTED),
        ({}, Outcome.NOT_REPORTED),
        ({"status": "pending"}, Outcome.PENDING),
        ({"status": "failed", "message": "[XPASS(strict)] known"}, Outcome.XPASS),
        ({"status": "passed", "retries": 0, "flaky": False}, Outcome.PASS),
    ],
)
def test_what_a_status_counts_as(tmp_path: Path, said: dict[str, object], outcome: Outcome) -> None:
    (record,) = read(tmp_path, {"name": "a.py::test", **said}).records
    assert record.outcome is outcome


@pytest.mark.parametrize(
    ("said", "node_id"),
    [
        ({"name": "tests\\a.py::test[1\\2]"}, "tests/a.py::test[1\\2]"),
        ({"name": "adds", "filePath": "a.spec.ts"}, "a.spec.ts::adds"),
        ({"name": "adds", "filePath": "a.ts", "suite": ["a.ts", "cart"]}, "a.ts::cart::adds"),
        ({"name": "adds", "suite": "cart"}, "cart::adds"),
    ],
)
def test_node_ids(tmp_path: Path, said: dict[str, object], node_id: str) -> None:
    (record,) = read(tmp_path, {"status": "passed", **said}).records
    assert record.node_id == node_id


def test_what_is_counted_and_not_listed(tmp_path: Path) -> None:
    loaded = read(tmp_path, {"name": "a", "status": "passed"}, tests=3, failed=1)
    assert loaded.sessions[0].untold == 2
    assert [d.message for d in loaded.findings] == ["counts 1 failed tests and lists 0"]


def test_no_report(tmp_path: Path) -> None:
    path = tmp_path / "ctrf-report.json"
    path.write_text('{"reportFormat": "CTRF", "results": {}}')
    assert CTRF.recognises(path.read_bytes(), path.name)
    (finding,) = load_ctrf(path, path.name).findings
    assert finding.message == "no CTRF report: `results.tests` is missing"
