"""Reports of pytest-benchmark: raw rounds, quantiles, and the machine without its names."""

import json
from pathlib import Path

import pytest

from specgen.evidence.benchmark import BENCHMARK, load_benchmark, quantile

KEPT = {"fullname": "tests/test_b.py::test_b", "stats": {"max": 4.0}}
REPORT = {
    "machine_info": {
        "node": "secret-host",
        "system": "Linux",
        "machine": "x86_64",
        "python_version": "3.12.1",
        "cpu": {"brand_raw": "Chip", "count": 4},
    },
    "benchmarks": [
        {"fullname": "tests\\perf\\test_a.py::test_a",
         "stats": {"min": 1.0, "mean": 2.0, "data": [3.0, 1.0, 2.0]}},
        KEPT,
        {"stats": {"max": 4.0}},
        "no mapping",
    ],
}  # fmt: skip


def written(tmp_path: Path, value: object) -> Path:
    path = tmp_path / "bench.json"
    path.write_text(json.dumps(value))
    return path


def test_rounds_and_figures(tmp_path: Path) -> None:
    one, other = load_benchmark(written(tmp_path, REPORT), "bench.json").benchmarks
    assert one.node_id == "tests/perf/test_a.py::test_a"
    assert one.rounds == (1.0, 2.0, 3.0)
    assert one.stats == {"min": 1.0, "mean": 2.0, "p50": 2.0, "p95": 3.0, "p99": 3.0}
    assert (other.rounds, other.stats) == ((), {"max": 4.0})
    assert one.machine == {
        "system": "Linux", "machine": "x86_64", "python": "3.12.1", "cpu": "Chip", "cpus": "4",
    }  # fmt: skip
    assert "secret-host" not in str(one)


@pytest.mark.parametrize(
    "stats",
    [
        {"data": [1.0, float("nan")]},
        {"data": [1.0, -1.0]},
        {"data": [1.0, "2"]},
        {"median": None},
        {"max": float("inf")},
    ],
)
def test_figures_that_are_no_durations_count_for_nothing(
    tmp_path: Path, stats: dict[str, object]
) -> None:
    report = {"benchmarks": [{"fullname": "t.py::a", "stats": stats}, KEPT]}
    found = load_benchmark(written(tmp_path, report), "bench.json")
    assert [f.message for f in found.findings] == ["t.py::a: has figures that are no durations"]
    assert [b.node_id for b in found.benchmarks] == ["tests/test_b.py::test_b"]


@pytest.mark.parametrize("value", [{}, [], {"benchmarks": "none"}])
def test_what_is_no_report_is_said(tmp_path: Path, value: object) -> None:
    (found,) = load_benchmark(written(tmp_path, value), "bench.json").findings
    assert "`benchmarks` is missing" in found.message


@pytest.mark.parametrize(
    ("share", "wanted"), [(0.0, 1.0), (0.5, 2.0), (0.51, 3.0), (0.75, 3.0), (0.99, 4.0), (1.0, 4.0)]
)
def test_quantiles_are_values_that_were_measured(share: float, wanted: float) -> None:
    assert quantile((1.0, 2.0, 3.0, 4.0), share) == wanted


@pytest.mark.parametrize(
    ("name", "head", "wanted"),
    [("a.json", b'{"machine_info": {', True), ("a.xml", b'<a x="machine_info"/>', False),
     ("a.json", b'{"meta": {}}', False)],
)  # fmt: skip
def test_what_it_recognises(name: str, head: bytes, wanted: bool) -> None:
    assert BENCHMARK.recognises(head, name) is wanted
