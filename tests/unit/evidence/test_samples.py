"""Results of several versions of one tool, as it wrote them, say the same."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from specgen.evidence.load import load
from specgen.evidence.model import MutationFigures
from specgen.evidence.traces import traced

SAMPLES = Path(__file__).parent / "samples"
CART = "src/shop/cart.py"
LINES = {1, 4, 6, 8, 14, 17, 20}  # of which 1 is a docstring: it runs, and is no statement
UNIT = {1, 4, 6, 8, 9, 10, 14, 15, 17, 20}  # with lines inside statements, and excluded ones
IMPORT = {1, 4, 14, 20}
LIGHT = {15, 17}
DISCOUNT = {6, 8, 9, 10}


def database(tmp_path: Path, dump: Path, *, name: str) -> Path:
    path = tmp_path / name
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text("utf-8"))
    return path


@pytest.mark.parametrize("kind", ["unit", "per-test"])
@pytest.mark.parametrize("branch", ["", "-branch"])
@pytest.mark.parametrize("version", [6, 7])
def test_coverage_of_old_and_new_versions(
    tmp_path: Path, version: int, branch: str, *, kind: str
) -> None:
    name = f"coverage{version}{branch}-{kind}"
    report = load([SAMPLES / f"coverage/{name}.json"], root=SAMPLES)
    data = database(tmp_path, SAMPLES / f"coverage/{name}.sql", name=".coverage")
    assert report.findings == ()
    figures, raw = report.coverage[CART], load([data], root=tmp_path).coverage[CART]
    assert figures.executed == LINES
    assert (figures.covered, figures.total) == ((7, 10) if branch else (6, 8))
    assert (figures.branches_taken, figures.branches) == ((1, 2) if branch else (0, 0))
    assert raw.executed == UNIT
    types = {type: {n for n in lines if n > 0} for type, lines in raw.contexts.items()}
    assert types == figures.contexts == {"unit" if kind == "unit" else "": UNIT}
    both = load([SAMPLES / f"coverage/{name}.json", data], root=tmp_path)
    assert both.coverage[CART].share == figures.share


@pytest.mark.parametrize("branch", ["", "-branch"])
@pytest.mark.parametrize("version", [6, 7])
@pytest.mark.parametrize("suffix", [".json", ".sql"])
def test_coverage_that_tells_tests_apart(
    tmp_path: Path, version: int, branch: str, *, suffix: str
) -> None:
    path = SAMPLES / f"coverage/coverage{version}{branch}-per-test{suffix}"
    if suffix == ".sql":
        path = database(tmp_path, path, name=".coverage")
    found = traced([path], root=tmp_path, wanted={test: [CART] for test in RAN})
    ran = {test: {n for n in lines[CART] if n > 0} for test, lines in found.tests.items()}
    assert ran == RAN
    assert {n for n in found.nobody[""][CART] if n > 0} == IMPORT


RAN = {
    "tests/test_cart.py::TestShipping::test_light": LIGHT,
    "tests/test_cart.py::test_discount": DISCOUNT,
}


@pytest.mark.parametrize("version", [4, 5])
def test_benchmarks_of_old_and_new_versions(version: int) -> None:
    path = SAMPLES / f"benchmark/pytest-benchmark{version}.json"
    evidence = load([path], root=SAMPLES)
    (figures,) = evidence.benchmarks
    assert evidence.findings == ()
    assert figures.node_id == "tests/test_speed.py::test_speed"
    assert len(figures.rounds) == 5
    assert figures.stats["median"] == figures.stats["p50"] == figures.rounds[2]
    assert figures.machine["system"] == "Linux"


def test_the_cache_of_mutmut_2(tmp_path: Path) -> None:
    path = database(tmp_path, SAMPLES / "mutmut2-cache.sql", name=".mutmut-cache")
    evidence = load([path], root=tmp_path)
    assert evidence.findings == ()
    assert evidence.mutations == {CART: MutationFigures(CART, killed=5, survived=11)}
    path.write_bytes(path.read_bytes()[:-1])
    (finding,) = load([path], root=tmp_path).findings
    assert finding.message == "not a cache of mutmut: it was cut off"
