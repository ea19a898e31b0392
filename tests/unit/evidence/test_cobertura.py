"""Cobertura XML says what `coverage json` of the same run says."""

from pathlib import Path

import pytest

from specgen.evidence.cobertura import COBERTURA, load_cobertura
from specgen.evidence.coverage_json import load_coverage_json
from specgen.evidence.load import load
from specgen.evidence.model import CoverageFigures, Loaded

SAMPLES = Path(__file__).parent / "samples/coverage"
CART = "src/shop/cart.py"
HEAD = '<?xml version="1.0"?>\n<coverage line-rate="1"><sources>'


def read(tmp_path: Path, text: str) -> Loaded:
    path = tmp_path / "c.xml"
    path.write_text(text)
    return load_cobertura(path, "c.xml")


def figures(name: str) -> dict[str, CoverageFigures]:
    loaded = load_cobertura(SAMPLES / name, name)
    assert not loaded.findings
    return {each.path.removeprefix("/builds/shop/"): each for each in loaded.coverage}


def test_branches_of_coverage() -> None:
    (cart,) = (c for c in load_coverage_json(SAMPLES / "shop-branches.json", "").coverage
               if c.path == CART)  # fmt: skip
    found = figures("shop-branches.xml")
    ours = found[CART]
    assert (ours.covered, ours.total, ours.statements) == (11, 15, cart.statements)
    assert (ours.share, ours.executed) == (cart.share, cart.executed)
    assert found["src/shop/__init__.py"].share == 1


def test_lines_of_coverage() -> None:
    cart = figures("shop-lines.xml")[CART]
    assert (cart.covered, cart.total, cart.branches) == (8, 11, 0)


def test_slipcover() -> None:
    """It counts the docstring of a module as a line."""
    cart = figures("shop-slipcover.xml")[CART]
    assert (cart.covered, cart.total) == (12, 16)


@pytest.mark.parametrize(
    ("sources", "file", "path"),
    [
        ("<source>/app/src</source>", "shop/a.py", "/app/src/shop/a.py"),
        ("<source>C:\\app\\src</source>", "shop\\a.py", "C:/app/src/shop/a.py"),
        ("<source>.</source>", "shop/a.py", "shop/a.py"),
        ("", "shop/a.py", "shop/a.py"),
        ("<source>/a</source><source>/b</source>", "shop/a.py", "shop/a.py"),
        ("<source>/a</source>", "/b/shop/a.py", "/b/shop/a.py"),
    ],
)
def test_files_are_relative_to_their_source(
    tmp_path: Path, sources: str, file: str, path: str
) -> None:
    text = f'{HEAD}{sources}</sources><class filename="{file}"><lines/></class></coverage>'
    (found,) = read(tmp_path, text).coverage
    assert found.path == path


def test_of_several_sources_the_one_that_has_the_file(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b/a.py").write_text("")
    sources = f"<source>{tmp_path}/a</source><source>{tmp_path}/b</source></sources>"
    (found,) = read(tmp_path, f'{HEAD}{sources}<class filename="a.py"/></coverage>').coverage
    assert found.path == (tmp_path / "b/a.py").as_posix()


def test_a_line_of_a_method_counts_once(tmp_path: Path) -> None:
    line = '<line number="3" hits="0" branch="true" condition-coverage="50% (1/2)"/>'
    again = line.replace('hits="0"', 'hits="2"')
    body = f'<class filename="a.py"><methods><method>{line}</method></methods>{again}</class>'
    (found,) = read(tmp_path, f"{HEAD}</sources>{body}</coverage>").coverage
    assert found.executed == {3}
    assert (found.total, found.covered) == (3, 2)


def test_a_count_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    body = '<class filename="a.py"><line number="1" hits="1"/><line number="x" hits="1"/></class>'
    loaded = read(tmp_path, f"{HEAD}</sources>{body}</coverage>")
    assert [d.message for d in loaded.findings] == ["1 lines without number or hits"]
    assert loaded.coverage[0].executed == {1}


def test_what_was_cut_off_counts_as_far_as_it_goes(tmp_path: Path) -> None:
    loaded = read(tmp_path, f'{HEAD}</sources><class filename="a.py"><line number="1" hits="1"/>')
    assert loaded.coverage[0].executed == {1}
    assert len(loaded.findings) == 1


def test_it_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "whatever"
    path.write_bytes((SAMPLES / "shop-branches.xml").read_bytes())
    assert "/builds/shop/src/shop/cart.py" in load([path], root=tmp_path).coverage
    assert not COBERTURA.recognises(b'<coverage generated="1" clover="4.0">', "clover.xml")
