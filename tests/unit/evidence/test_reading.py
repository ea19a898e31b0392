"""Values of files that may hold anything."""

import os
from pathlib import Path

import pytest

from specgen.diagnostics import Diagnostic, Severity
from specgen.evidence import reading


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"\xff", "not UTF-8 at byte 0", 1),
        (b"{\n  x", "not JSON: expecting property name enclosed in double quotes", 2),
        (b"[" * 100_000, "nested too deeply or a number too long", 1),
        (b"9" * 5000, "nested too deeply or a number too long", 1),
    ],
)
def test_what_is_no_json_is_said(tmp_path: Path, data: bytes, message: str, line: int) -> None:
    (tmp_path / "a.json").write_bytes(data)
    found = reading.read_json(tmp_path / "a.json", "x\\a.json")
    assert isinstance(found, Diagnostic)
    assert found.message == message
    assert (found.rule, found.severity) == ("evidence-unreadable", Severity.FINDING)
    assert str(found.place.path) == "x/a.json"
    assert found.place.span is not None
    assert found.place.span.line == line


def test_json_with_a_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert reading.read_json(tmp_path / "a.json", "a.json") == {"a": 1}


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LIMIT", 2 << 20)
    (tmp_path / "a.json").write_bytes(b" " * ((2 << 20) + 1))
    found = reading.read_json(tmp_path / "a.json", "a.json")
    assert isinstance(found, Diagnostic)
    assert found.message == "larger than 2 MB"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(1, 1.0), (1.5, 1.5), (True, 0.0), ("1", 0.0), (None, 0.0), (float("inf"), 0.0),
     (float("nan"), 0.0), (-2, -2.0), (10**400, 0.0)],
)  # fmt: skip
def test_numbers(value: object, wanted: float) -> None:
    assert reading.number(value) == wanted
    assert reading.whole(value) == int(wanted)


@pytest.mark.parametrize("value", [None, 3, "text", {"a": 1}])
def test_what_is_no_list_has_no_members(value: object) -> None:
    assert list(reading.rows(value)) == []
    assert reading.texts(value) == ()
    assert reading.lines(value) == frozenset()


def test_members_of_another_kind_are_passed_over() -> None:
    assert reading.texts(["a", 1, None, "b"]) == ("a", "b")
    assert reading.lines([3, 0, -1, "4", 5]) == {3, 5}
    assert reading.table([1]) == {}
    assert reading.table({"a": 1}) == {"a": 1}
    assert (reading.text("a"), reading.text(1)) == ("a", "")


@pytest.mark.parametrize(
    ("path", "wanted"), [("a\\b.py", "a/b.py"), ("./a.py", "a.py"), ("./", "."), ("a/./b", "a/./b")]
)
def test_paths(path: str, wanted: str) -> None:
    assert reading.posix(path) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(1, 1.0), (0, 0.0), (-1, None), (True, None), ("1", None), (None, None),
     (float("nan"), None), (float("inf"), None), (10**400, None)],
)  # fmt: skip
def test_what_is_no_measure_is_not_taken_for_nothing(value: object, wanted: float | None) -> None:
    assert reading.figure(value) == wanted


def test_half_a_character_is_shown_as_a_question() -> None:
    assert reading.text("gr\u00fcn \ud800") == "gr\u00fcn ?"
    assert reading.texts(["\udfff", 1, "a"]) == ("?", "a")


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_text("")
    found = reading.refused(tmp_path / "pipe", "pipe")
    assert found is not None
    assert found.message == "not a regular file"
    assert reading.refused(tmp_path / "file", "file") is None


def test_values_that_would_not_fit_into_memory_are_weighed() -> None:
    assert reading.is_heavy(b"[]," * 11_000_000)
    assert reading.is_heavy(b"0," * 36_000_000)
    assert not reading.is_heavy(b"[" + b"x" * 33_000_000)
