"""The baseline: figures in, a stable file out, the same figures back."""

from pathlib import Path

import pytest

from specgen.evidence.baseline import as_text, baseline
from specgen.evidence.model import BenchmarkFigures, CoverageFigures, Evidence, TestRecord
from specgen.evidence.model_baseline import Baseline
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.read_baseline import read_baseline

EVIDENCE = Evidence(
    records=(
        TestRecord("t.py::a[1]", Outcome.PASS, "s1", seconds=1.0),
        TestRecord("t.py::a[2]", Outcome.PASS, "s1", seconds=0.5),
        TestRecord("t.py::a[1]", Outcome.PASS, "s2", seconds=3.5),
        TestRecord("t.py::b", Outcome.PASS, "s1", seconds=0.12345),
    ),
    coverage={
        "a.py": CoverageFigures("a.py", frozenset({1, 2}), frozenset({1, 2, 3})),
        "raw.py": CoverageFigures("raw.py", frozenset({1}), frozenset()),
    },
    benchmarks=(
        BenchmarkFigures("t.py::c", stats={"p95": 0.123456789}, machine={"system": "Linux"}),
    ),
)
EXPECTED = Baseline(
    coverage={"a.py": 0.6667},
    seconds={"t.py::a": 2.5, "t.py::b": 0.123},
    benchmarks={"t.py::c": {"p95": 0.1235}},
    machine={"system": "Linux"},
)


def test_figures() -> None:
    assert baseline(EVIDENCE) == EXPECTED


def test_figures_of_another_machine_are_left_out() -> None:
    figures = tuple(
        BenchmarkFigures(f"t.py::{name}", stats={"p50": 1.0}, machine={"cpu": cpu}, source=cpu)
        for name, cpu in (("a", "fast"), ("a", "slow"), ("b", "slow"))
    )
    found = baseline(Evidence(benchmarks=figures))
    assert found.machine == {"cpu": "fast"}
    assert found.benchmarks == {"t.py::a": {"p50": 1.0}}


def test_reads_what_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(as_text(EXPECTED), "utf-8")
    assert read_baseline(path, "baseline.json") == (EXPECTED, ())
    assert as_text(read_baseline(path, "baseline.json")[0]) == path.read_text("utf-8")


def test_no_file_is_no_baseline(tmp_path: Path) -> None:
    assert read_baseline(tmp_path / "no.json", "no.json") == (Baseline(), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "not JSON: expecting value"),
        ("[]", "no baseline: not a mapping"),
    ],
)
def test_what_is_no_baseline_is_said(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, "utf-8")
    found, said = read_baseline(path, "specs/baseline.json")
    assert found == Baseline()
    assert [(str(d.place.path), d.message) for d in said] == [("specs/baseline.json", message)]
