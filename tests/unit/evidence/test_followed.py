"""The notes of followed tests."""

from pathlib import Path

from specgen.evidence.followed import FOLLOWED, load_followed
from specgen.evidence.load import load
from specgen.evidence.model_traces import Followed

LINES = """\
{"id": "t.py::test_a", "fixtures": ["::b"]}
{"id": "t.py::test_b"}
{"id": "t.py::test_a", "fixtures": ["::c"], "processes": true}
"""
A = Followed("t.py::test_a", frozenset({"::b", "::c"}), True)


def test_what_was_noted_of_one_test_adds_up(tmp_path: Path) -> None:
    path = tmp_path / "x.traced"
    path.write_text(LINES)
    loaded = load_followed(path, "x.traced")
    assert loaded.followed == (A, Followed("t.py::test_b"))
    assert loaded.findings == ()


def test_a_line_that_was_cut_off_is_what_a_killed_run_leaves(tmp_path: Path) -> None:
    path = tmp_path / "x.traced"
    path.write_text(f'{LINES}{{"id": "t.py::tes')
    assert load_followed(path, "x.traced") == load_followed(path, "y.traced")
    assert not load_followed(path, "x.traced").findings
    path.write_text(f"{LINES}what is this\n[1]\n")
    said = load_followed(path, "x.traced").findings
    assert {each.message for each in said} == {"not a note of a test"}
    assert [each.place.span.line for each in said if each.place.span] == [4, 5]


def test_notes_of_several_machines_are_one(tmp_path: Path) -> None:
    for name, line in zip("abc", LINES.splitlines(), strict=True):
        (tmp_path / f"{name}.traced").write_text(f"{line}\n")
    found = load([tmp_path], root=tmp_path).followed
    assert found == {"t.py::test_a": A, "t.py::test_b": Followed("t.py::test_b")}
    assert FOLLOWED.recognises(b"", "a.traced")
    assert not FOLLOWED.recognises(b"", "a.jsonl")
