"""`specgen record`: a baseline is written of a run that passed, and of no other."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
HEAD = {"specgen": 1, "kind": "session", "id": "s"}


def evidence(*outcomes: str, end: bool = True, expected: int = 0) -> str:
    """Records of one session whose tests ended so."""
    names = [f"tests/test_a.py::test_{n}" for n in range(max(len(outcomes), expected))]
    lines: list[dict[str, object]] = [{**HEAD}, {"kind": "collected", "ids": names}]
    lines += [
        {"kind": "test", "id": name, "outcome": outcome, "seconds": 0.1}
        for name, outcome in zip(names, outcomes, strict=False)
    ]
    lines += [{"kind": "end", "status": 0, "seconds": 1}] if end else []
    return "\n".join(map(json.dumps, lines)) + "\n"


@pytest.fixture
def record(run: Run, repository: Path) -> Callable[[str], tuple[int, str, str]]:
    """Have `specgen record` read a file of records."""

    def recorded(text: str) -> tuple[int, str, str]:
        (repository / "r.jsonl").write_text(text)
        return run("record", "r.jsonl")

    return recorded


def test_a_run_that_passed(record: Callable[[str], tuple[int, str, str]], repository: Path) -> None:
    assert record(evidence("pass", "skip")) == (0, "specs/baseline.json: 2 tests\n", "")
    assert (repository / "specs/baseline.json").exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (evidence("pass", "fail", "error"), "test_1 and 1 more did not pass"),
        (evidence("error"), "test_0 did not pass"),
        (evidence("pass", expected=2), "test_1 did not pass"),
        (evidence("skip"), "of 1 tests none passed"),
        (evidence("pass", end=False), "1 of 1 sessions did not end"),
        (evidence("pass") + "{\n", "cannot be read"),
    ],
    ids=["failed", "error", "not reported", "nothing passed", "cut off", "damaged"],
)
def test_no_other_run_is_a_baseline(
    record: Callable[[str], tuple[int, str, str]], repository: Path, *, text: str, why: str
) -> None:
    baseline = repository / "specs/baseline.json"
    baseline.write_text("{}\n")
    code, out, err = record(text)
    assert (code, out) == (1, "")
    assert why in err.split("no baseline is written: ")[1]
    assert baseline.read_text() == "{}\n"
