"""The verdict on an executed pipeline: which jobs may fail, which must, and for which reason."""

import shutil
from pathlib import Path

import pytest
from tests.ci.executed import Trial, judged, short
from tests.ci.trees import FAULTS, RIGHT, SAMPLE, Fault
from tests.ci.workflow import JobResult, StepResult

JOBS = ("specgen:drift", "specgen:pull_request:tests", "specgen:pull_request:tests-unit")
GATE = "specgen:pull_request:gate"


def judgement(fault: Fault, *failed: str, says: str = "", idle: str = "") -> list[str]:
    """What is wrong where exactly these jobs fail, all with this output."""
    results = []
    for job in (*JOBS, GATE):
        result = "failure" if short(job) in failed else "success"
        result = "skipped" if short(job) == idle else result
        results.append(JobResult(job, job, result, (StepResult("script", result, says),)))
    return judged(Trial("gitlab", fault, "specgen", Path()), results)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault.name))
def test_a_fault_is_found_by_its_job_and_the_gate(fault: Fault) -> None:
    finder = fault.finds
    assert judgement(fault, finder, "gate", says=f"x {fault.says} y") == []
    assert judgement(fault, finder, "gate") == [f"nothing says {fault.says}"]
    assert judgement(fault, says=fault.says) != []
    assert "tests should not have failed" in judgement(fault, finder, "gate", "tests")


def test_a_right_tree_fails_nowhere_and_runs_everything() -> None:
    assert judgement(RIGHT) == []
    assert judgement(RIGHT, "tests") == ["tests failed on a right tree"]
    assert judgement(RIGHT, idle="tests") == [f"{JOBS[1]} did not run"]
    kept = "WARNING: reports/*.xml: no matching files"
    assert judgement(RIGHT, says=kept) == [kept] * 4


@pytest.mark.parametrize("fault", [RIGHT, *FAULTS], ids=lambda fault: str(fault.name))
def test_each_fault_can_be_planted(fault: Fault, tmp_path: Path) -> None:
    root = shutil.copytree(SAMPLE, tmp_path / "sample")
    project = root / "specs/project.yaml"
    project.write_text(project.read_text("utf-8").replace("EXPIRES", "2030-01-01"), "utf-8")
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    fault.plant(root)
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} != before
