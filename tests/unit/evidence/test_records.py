"""Our own records, line by line."""

import json
from pathlib import Path

import pytest

from specgen.evidence import records
from specgen.evidence.model import Loaded
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.records import RECORDS, load_records

SESSION = {"kind": "session", "id": "s1", "type": "unit", "shard": 2, "shards": 3, "os": "linux"}
TEST = {"kind": "test", "id": "tests\\a.py::test", "outcome": "pass", "seconds": 0.5,
        "phases": [["call", "pass", 0.4], ["odd"]], "measures": {"p95": 0.1}}  # fmt: skip


def loaded(tmp_path: Path, *lines: object, tail: str = "") -> Loaded:
    path = tmp_path / "r.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines) + tail)
    return load_records(path, "r.jsonl")


def test_a_session_and_its_tests(tmp_path: Path) -> None:
    told = [
        {"kind": "warning", "id": "tests/a.py::test", "text": "old"},
        {"kind": "end", "status": 0},
    ]
    found = loaded(tmp_path, SESSION, {"kind": "collected", "ids": ["b", "a"]}, TEST, *told)
    (session,), (record,) = found.sessions, found.records
    assert (session.id, session.type, session.shard, session.shards) == ("s1", "unit", 2, 3)
    assert session.complete
    assert session.expected == ("a", "b")
    assert (record.node_id, record.outcome) == ("tests/a.py::test", Outcome.PASS)
    assert (record.session, record.type, record.warnings) == ("s1", "unit", ("old",))
    assert record.measures == {"p95": 0.1}


def test_a_run_that_was_killed_says_where(tmp_path: Path) -> None:
    found = loaded(tmp_path, SESSION, {"kind": "start", "id": "t::slow"}, tail='{"kind": "te')
    (session,) = found.sessions
    assert not session.complete
    assert session.stopped == "no end was recorded; last started t::slow"
    assert found.findings == ()


def test_a_run_that_stopped_says_why(tmp_path: Path) -> None:
    (session,) = loaded(
        tmp_path, SESSION, {"kind": "end", "status": 0, "stopped": "interrupted"}
    ).sessions
    assert (session.complete, session.stopped) == (False, "interrupted")


def test_lines_that_are_no_records_are_said(tmp_path: Path) -> None:
    found = loaded(tmp_path, SESSION, 3, {"kind": "odd"}, {"kind": "end", "status": 0})
    assert [f.place.span.line for f in found.findings if f.place.span] == [2, 3]
    assert found.sessions[0].complete


def told(found: Loaded) -> list[tuple[int, str]]:
    return [(f.place.span.line, f.message) for f in found.findings if f.place.span]


SECOND = {"kind": "session", "id": "s2", "type": "stress"}
OTHER = {"kind": "test", "id": "t::other", "outcome": "fail"}
BEGUN = [SESSION, {"kind": "collected", "ids": ["t::one"], "count": 1}]
BEGUN_TOO = [SECOND, {"kind": "collected", "ids": ["t::other", "t::rest"], "count": 2}]


def test_files_that_were_put_together(tmp_path: Path) -> None:
    end = {"kind": "end", "status": 0, "seconds": 2}
    late = {"kind": "warning", "id": "tests/a.py::test", "text": "late"}
    found = loaded(tmp_path, *BEGUN, TEST, end, late, *BEGUN_TOO, OTHER, end)
    assert found.findings == ()
    one, two = found.sessions
    assert (one.id, one.type, one.complete, one.expected) == ("s1", "unit", True, ("t::one",))
    assert (two.id, two.type, two.complete, two.count) == ("s2", "stress", True, 2)
    assert [(r.session, r.type, r.warnings) for r in found.records] == [
        ("s1", "unit", ("late",)),
        ("s2", "stress", ()),
    ]


def test_one_that_was_killed_and_one_that_was_not(tmp_path: Path) -> None:
    start = {"kind": "start", "id": "t::one"}
    found = loaded(tmp_path, *BEGUN, start, *BEGUN_TOO, OTHER, {"kind": "end", "status": 0})
    assert told(found) == [(4, "begins a session before the last one has ended")]
    assert [s.complete for s in found.sessions] == [False, True]
    assert found.sessions[0].stopped == "no end was recorded; last started t::one"


def test_lines_of_two_runs_that_were_mixed(tmp_path: Path) -> None:
    """Which test is whose is lost; no test is, and no run passes for a whole one."""
    end = {"kind": "end", "status": 0}
    found = loaded(tmp_path, SESSION, SECOND, BEGUN[1], BEGUN_TOO[1], TEST, end, OTHER, end)
    assert told(found) == [
        (2, "begins a session before the last one has ended"),
        (7, "comes after the end of its session"),
        (8, "comes after the end of its session"),
    ]
    assert [s.complete for s in found.sessions] == [False, False]
    assert {id for s in found.sessions for id in s.expected} == {"t::one", "t::other", "t::rest"}
    assert [str(r.outcome) for r in found.records] == ["pass", "fail"]


def test_what_is_no_measure_is_none(tmp_path: Path) -> None:
    """A budget without its measure fails; one with 0 for a measure would hold."""
    said = {"a": float("nan"), "b": float("inf"), "c": -1, "d": "0", "e": None, "f": True, "g": 0.5}
    (record,) = loaded(tmp_path, {**TEST, "measures": said, "seconds": -3.0}).records
    assert record.measures == {"g": 0.5}
    assert record.seconds == 0


def test_findings_lines_and_their_lengths_have_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = loaded(tmp_path, SESSION, *range(100))
    assert len(found.findings) == 20
    monkeypatch.setattr(records, "_LINES", 3)
    found = loaded(tmp_path, SESSION, TEST, TEST, TEST, {"kind": "end", "status": 0})
    assert told(found) == [(4, "more than 2,000,000 lines")]
    assert not found.sessions[0].complete
    monkeypatch.setattr(records, "_LINE", 100)
    found = loaded(tmp_path, SESSION, {"kind": "end", "status": 0, "stopped": "x" * 100}, TEST)
    assert told(found) == [(2, "a line of more than 64 MB")]
    assert (found.records, found.sessions[0].complete) == ((), False)


def test_an_outcome_that_is_unknown_is_an_error(tmp_path: Path) -> None:
    (record,) = loaded(
        tmp_path, {**TEST, "outcome": "splendid"}, {"kind": "end", "status": 0}
    ).records
    assert record.outcome is Outcome.ERROR


def test_what_it_recognises() -> None:
    assert RECORDS.recognises(b'damaged\n{"kind": "start", "id": "a"}\n', "r.txt")
    assert not RECORDS.recognises(b'{"kind": "another"}\n', "r.jsonl")
    assert RECORDS.promised_by("r.jsonl")
    assert not RECORDS.promised_by("r.json")


FIRST = "begins without the line that says whose session it is"


def test_a_file_without_its_first_line(tmp_path: Path) -> None:
    """Its type, machine and tree are not known, and it must not pass for one that is whole."""
    end = {"kind": "end", "status": 0}
    found = loaded(tmp_path, BEGUN[1], {**TEST, "id": "t::one"}, end)
    assert told(found) == [(1, FIRST)]
    assert told(loaded(tmp_path, {"kind": "start", "id": "t::one"}, TEST, end)) == [(1, FIRST)]
    assert told(loaded(tmp_path, *BEGUN, {**TEST, "id": "t::one"}, end)) == []


@pytest.mark.parametrize(
    ("status", "stopped"),
    [
        (0, ""),
        (1, "pytest ended with exit status 1, and no test failed"),
        (5, ""),
        (None, "its end names no exit status"),
        (2, "pytest ended with exit status 2"),
        (3, "pytest ended with exit status 3"),
        (4, "pytest ended with exit status 4"),
        (True, "pytest ended with exit status True"),
        ("0", "pytest ended with exit status 0"),
    ],
)
def test_an_exit_status_is_read(tmp_path: Path, *, status: object, stopped: str) -> None:
    (session,) = loaded(tmp_path, SESSION, {"kind": "end", "status": status}).sessions
    assert (session.complete, session.stopped) == (not stopped, stopped)


@pytest.mark.parametrize(
    ("outcome", "complete"),
    [
        ("fail", True),
        ("error", True),
        ("xpass", True),  # a strict one
        ("pending", True),  # under --specgen-strict
        ("skip", False),
        ("xfail", False),
        ("pass", False),
    ],
)
def test_who_made_a_run_fail_has_to_be_there(
    tmp_path: Path, *, outcome: str, complete: bool
) -> None:
    end = {"kind": "end", "status": 1}
    (session,) = loaded(tmp_path, SESSION, {**TEST, "outcome": outcome}, end).sessions
    assert session.complete is complete


@pytest.mark.parametrize(
    ("collected", "stopped"),
    [
        ({"ids": ["t::one", "t::two"], "count": 2}, ""),
        ({"ids": ["t::one"], "count": 10}, "it collected 10 tests and names 1"),
        ({"count": 3}, "it collected 3 tests and reports 1"),
        ({"count": 1}, ""),
        ({"ids": ["t::one"]}, ""),
    ],
)
def test_a_count_is_held_against_what_is_there(
    tmp_path: Path, *, collected: dict[str, object], stopped: str
) -> None:
    end = {"kind": "end", "status": 0}
    found = loaded(tmp_path, SESSION, {"kind": "collected", **collected}, TEST, end)
    assert (found.sessions[0].complete, found.sessions[0].stopped) == (not stopped, stopped)


def test_what_a_run_was_asked_for(tmp_path: Path) -> None:
    assert loaded(tmp_path, SESSION).sessions[0].asked is None
    assert loaded(tmp_path, {**SESSION, "asked": "-k a"}).sessions[0].asked == "-k a"
