"""Data files of coverage.py, as coverage itself writes them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from coverage import CoverageData

from specgen.evidence.coverage_data import COVERAGE_DATA, load_coverage_data, numbers


def recorded(path: Path, *, arcs: bool) -> Path:
    """A data file of two contexts, written by coverage."""
    data = CoverageData(basename=str(path))
    for context, lines in (("unit|a", [1, 2]), ("race", [2, 9])):
        data.set_context(context)
        if arcs:
            data.add_arcs({"shop/cart.py": [(-1, lines[0]), (lines[0], lines[1]), (lines[1], -1)]})
        else:
            data.add_lines({"shop/cart.py": lines})
    data.write()
    data.close()
    return path


@pytest.mark.parametrize("arcs", [False, True])
def test_which_lines_ran_in_which_type(tmp_path: Path, arcs: bool) -> None:
    path = recorded(tmp_path / ".coverage", arcs=arcs)
    (found,) = load_coverage_data(path, ".coverage").coverage
    assert found.path.endswith("shop/cart.py")
    assert found.executed == {1, 2, 9}
    assert found.contexts == {"unit": {1, 2}, "race": {2, 9}}
    assert not found.statements  # nobody knows them from here


def test_what_is_no_data_is_said(tmp_path: Path) -> None:
    path = tmp_path / ".coverage"
    path.write_bytes(b"SQLite format 3\0 and no more")
    (found,) = load_coverage_data(path, ".coverage").findings
    assert "not coverage data" in found.message


@pytest.mark.parametrize("value", [None, b"\xff"])
@pytest.mark.parametrize(
    ("table", "column"), [("file", "path"), ("context", "context"), ("line_bits", "numbits")]
)
def test_columns_may_hold_anything(
    tmp_path: Path, *, table: str, column: str, value: object
) -> None:
    path = recorded(tmp_path / ".coverage", arcs=False)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"update {table} set {column} = ? where rowid = 1", (value,))
        connection.commit()
    loaded = load_coverage_data(path, ".coverage")
    if (column, value) != ("numbits", b"\xff"):  # that one is eight lines
        (found,) = loaded.findings
        assert "not coverage data" in found.message


@pytest.mark.parametrize(
    ("bits", "wanted"), [(b"", []), (b"\x01", [0]), (b"\x00\x06", [9, 10]), (b"\x80", [7])]
)
def test_bits_are_line_numbers(bits: bytes, wanted: list[int]) -> None:
    assert list(numbers(bits)) == wanted


def test_what_it_recognises(tmp_path: Path) -> None:
    head = recorded(tmp_path / ".coverage", arcs=False).read_bytes()[:100]
    assert COVERAGE_DATA.recognises(head, ".coverage")
    assert not COVERAGE_DATA.recognises(b"{}", ".coverage")
