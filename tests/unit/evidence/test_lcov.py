"""LCOV says what `coverage json` of the same run says."""

from pathlib import Path

import pytest

from specgen.evidence.coverage_json import load_coverage_json
from specgen.evidence.lcov import LCOV, load_lcov
from specgen.evidence.load import load
from specgen.evidence.model import Loaded

SAMPLES = Path(__file__).parent / "samples/coverage"
CART = "src/shop/cart.py"


def read(tmp_path: Path, text: str) -> Loaded:
    path = tmp_path / "c.lcov"
    path.write_text(text)
    return load_lcov(path, "c.lcov")


def test_branches_of_coverage() -> None:
    theirs = {c.path: c for c in load_coverage_json(SAMPLES / "shop-branches.json", "").coverage}
    loaded = load_lcov(SAMPLES / "shop-branches.lcov", "")
    ours = {c.path: c for c in loaded.coverage}
    assert not loaded.findings
    assert ours.keys() == theirs.keys()
    assert (ours[CART].covered, ours[CART].total) == (11, 15)
    assert ours[CART].share == theirs[CART].share
    assert ours[CART].executed == theirs[CART].executed


def test_lines_of_coverage() -> None:
    loaded = load_lcov(SAMPLES / "shop-lines.lcov", "")
    cart = next(c for c in loaded.coverage if c.path == CART)
    assert (cart.covered, cart.total) == (8, 11)


def test_several_tests_of_one_file_are_joined(tmp_path: Path) -> None:
    one = "TN:a\nSF:a.py\nDA:1,1\nDA:2,0,checksum\nBRDA:1,0,0,-\nBRDA:1,0,1,2\nend_of_record\n"
    other = "TN:b\nSF:a.py\nDA:1,0\nDA:2,3\nBRDA:1,0,0,1\nBRDA:1,0,1,0\nend_of_record\n"
    (found,) = read(tmp_path, one + other).coverage
    assert found.executed == {1, 2}
    assert (found.branches, found.branches_taken) == (2, 2)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("SF:a.py\nDA:1,1\n", "cut off: no end_of_record", 2),
        ("TN:\n", "no LCOV: it names no file", 1),
        ("", "no LCOV: it names no file", 1),
        ("SF:a.py\nDA:1,1\nDA:x\nend_of_record\n", "not LCOV", 3),
        ("SF:a.py\nBRDA:1,0\nend_of_record\n", "not LCOV", 2),
    ],
)
def test_what_is_wrong_has_its_line(tmp_path: Path, text: str, message: str, line: int) -> None:
    (finding,) = read(tmp_path, text).findings
    assert finding.message == message
    assert finding.place.span is not None
    assert finding.place.span.line == line


def test_negative_counts_never_ran(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "SF:a.py\nDA:1,-5\nend_of_record\n").coverage
    assert not found.executed
    assert found.statements == {1}


def test_it_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "whatever"
    path.write_text("# by someone\nTN:\nSF:C:\\work\\a.py\nDA:1,1\nend_of_record\n")
    assert list(load([path], root=tmp_path).coverage) == ["C:/work/a.py"]
    assert not LCOV.recognises(b"DA:1,1", "x.txt")
