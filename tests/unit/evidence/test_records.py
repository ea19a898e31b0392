"""Our own records, line by line."""

import json
from pathlib import Path

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
    told = [{"kind": "warning", "id": "tests/a.py::test", "text": "old"}, {"kind": "end"}]
    found = loaded(tmp_path, SESSION, {"kind": "collected", "ids": ["b", "a"]}, TEST, *told)
    (session,), (record,) = found.sessions, found.records
    assert (session.id, session.type, session.shard, session.shards) == ("s1", "unit", 2, 3)
    assert session.complete
    assert session.expected == ("a", "b")
    assert (record.node_id, record.outcome) == ("tests/a.py::test", Outcome.PASS)
    assert (record.session, record.type, record.warnings) == ("s1", "unit", ("old",))
    assert [(p.name, p.seconds) for p in record.phases] == [("call", 0.4)]
    assert record.measures == {"p95": 0.1}


def test_a_run_that_was_killed_says_where(tmp_path: Path) -> None:
    found = loaded(tmp_path, SESSION, {"kind": "start", "id": "t::slow"}, tail='{"kind": "te')
    (session,) = found.sessions
    assert not session.complete
    assert session.stopped == "no end was recorded; last started t::slow"
    assert found.findings == ()


def test_a_run_that_stopped_says_why(tmp_path: Path) -> None:
    (session,) = loaded(tmp_path, SESSION, {"kind": "end", "stopped": "interrupted"}).sessions
    assert (session.complete, session.stopped) == (False, "interrupted")


def test_lines_that_are_no_records_are_said(tmp_path: Path) -> None:
    found = loaded(tmp_path, SESSION, 3, {"kind": "odd"}, {"kind": "end"})
    assert [f.place.span.line for f in found.findings if f.place.span] == [2, 3]
    assert found.sessions[0].complete


def test_an_outcome_that_is_unknown_is_an_error(tmp_path: Path) -> None:
    (record,) = loaded(tmp_path, {**TEST, "outcome": "splendid"}, {"kind": "end"}).records
    assert record.outcome is Outcome.ERROR


def test_which_files_it_claims() -> None:
    assert RECORDS.claims(Path("r.jsonl"), b"")
    assert not RECORDS.claims(Path("r.json"), b"")
