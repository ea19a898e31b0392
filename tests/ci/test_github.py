"""The interpreter of workflows, on a small workflow written by hand."""

import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tests.ci.github import run_workflow
from tests.ci.machine import Machine, Origin
from tests.ci.stand_ins import artifact_files
from tests.ci.workflow import JobResult, Node, cells, in_order, mapping

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
WORKFLOW = """
on: {pull_request: {}}
permissions: {}
env: {GREETING: hello, LEVEL: workflow}
jobs:
  gate:
    needs: [tests, lint]
    if: ${{ always() }}
    runs-on: ubuntu-24.04
    permissions: {contents: read}
    steps:
      - uses: actions/download-artifact@0123  # v7
        with: {pattern: "cell-*", path: all}
      - run: |
          test "$RESULT" = success
          ls all > found.txt
          grep -q cell-a found.txt
        env: {RESULT: "${{ needs.tests.result }}"}
      - {run: 'test "${{ needs.tests.outputs.said }}" = "hello a"'}
  lint:
    runs-on: ubuntu-24.04
    steps: [{run: "true"}]
  tests:
    strategy: {fail-fast: false, matrix: {os: [ubuntu-24.04, windows-2025], letter: [a]}}
    runs-on: ${{ matrix.os }}
    permissions: {contents: read}
    env: {LEVEL: job}
    outputs: {said: "${{ steps.talk.outputs.said }}"}
    steps:
      - {uses: actions/checkout@0123, with: {persist-credentials: false}}
      - {run: test "$LEVEL" = step && test "$EXTRA" = "", env: {LEVEL: step}}
      - {run: 'echo "EXTRA=more" >> "$GITHUB_ENV"; echo done > records.txt'}
      - id: talk
        run: |
          test "$EXTRA" = more
          echo "said=$GREETING ${{ matrix.letter }}" >> "$GITHUB_OUTPUT"
          echo "# Summary" >> "$GITHUB_STEP_SUMMARY"
      - {name: Test, run: "FAULT", shell: bash}
      - if: ${{ !cancelled() }}
        uses: actions/upload-artifact@0123
        with: {name: "cell-${{ matrix.letter }}", path: records.txt, if-no-files-found: error}
      - {if: failure(), run: "echo cleaning"}
"""


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    """A repository with one commit."""
    work = tmp_path / "seed"
    work.mkdir()
    (work / "file.txt").write_text("x\n", "utf-8")
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "start"],
        ["clone", "-q", "--bare", ".", str(tmp_path / "origin.git")],
    ):
        subprocess.run(["git", *words], cwd=work, check=True, capture_output=True)
    sha = "0" * 40
    return Origin(tmp_path / "origin.git", "pull_request", "refs/heads/main", sha, "main", sha)


def ran(
    tmp_path: Path,
    origin: Origin,
    fault: str = "true",
    *,
    system: str = "ubuntu",
    loses: str = "",
) -> list[JobResult]:
    """The results of the workflow above, its test step replaced."""
    workflow: Node = mapping(YAML(typ="safe", pure=True).load(WORKFLOW.replace("FAULT", fault)))
    tools = (Path(sys.executable).parent,)
    machine = Machine(
        tmp_path / "run", tools, tmp_path, HERE, system=system, loses=lambda name: name == loses
    )
    return run_workflow(workflow, machine, origin)


def ends(results: list[JobResult]) -> dict[str, str]:
    """How each job ended, and why not."""
    return {f"{r.job} {r.absent}".strip(): r.result for r in results}


def test_what_is_not_here_is_not_executed(tmp_path: Path, origin: Origin) -> None:
    found = ends(ran(tmp_path, origin))
    assert found == {
        "lint": "success",
        "tests": "success",
        "tests runs on windows-2025": "skipped",
        "gate": "failure",  # a cell is absent, and what needs it sees that
    }


def test_a_pipeline_that_passes(tmp_path: Path, origin: Origin) -> None:
    both = ran(tmp_path, origin, system="")
    assert {r.result for r in both if r.job == "lint"} == {"success"}
    clash = next(r for r in both if r.job == "tests" and r.result == "failure")
    assert "exists already" in clash.output  # two cells may not upload one name


def test_a_failing_step_fails_its_job_and_what_judges_it(tmp_path: Path, origin: Origin) -> None:
    results = ran(tmp_path, origin, "echo broken; false | cat")
    tests = next(r for r in results if r.job == "tests")
    steps = {step.name: step.result for step in tests.steps}
    assert tests.result == "failure"
    assert "broken" in tests.output
    assert steps["Test"] == "failure"  # `shell: bash` is pipefail
    assert steps["actions/upload-artifact@0123"] == "success"  # under !cancelled()
    assert steps["echo cleaning"] == "success"
    assert ends(results)["gate"] == "failure"


def test_a_lost_artifact(tmp_path: Path, origin: Origin) -> None:
    results = ran(tmp_path, origin, loses="cell-a")
    assert ends(results)["tests"] == "success"
    assert ends(results)["gate"] == "failure"


def test_the_artifact_of_hidden_files_is_empty_unless_asked_for(tmp_path: Path) -> None:
    for name in (".specgen/a.jsonl", "seen/b.xml", "seen/.coverage"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert artifact_files(tmp_path, [".specgen"], hidden=False) == {}
    assert set(artifact_files(tmp_path, [".specgen"], hidden=True)) == {"a.jsonl"}
    assert set(artifact_files(tmp_path, ["seen"], hidden=False)) == {"b.xml"}
    assert set(artifact_files(tmp_path, [".specgen", "seen/b.xml"], hidden=True)) == {
        ".specgen/a.jsonl",
        "seen/b.xml",
    }
    assert set(artifact_files(tmp_path, ["seen/*", "!seen/.coverage"], hidden=True)) == {"b.xml"}


def test_cells() -> None:
    matrix = {
        "os": ["a", "b"],
        "python": ["3.11", "3.12"],
        "exclude": [{"os": "b", "python": "3.11"}],
        "include": [{"os": "a", "more": 1}, {"os": "c", "python": "3.13"}],
    }
    assert cells(matrix) == [
        {"os": "a", "python": "3.11", "more": 1},
        {"os": "a", "python": "3.12", "more": 1},
        {"os": "b", "python": "3.12"},
        {"os": "c", "python": "3.13"},
    ]


def test_order() -> None:
    jobs: dict[str, Node] = {"c": {"needs": ["a", "b"]}, "b": {"needs": "a"}, "a": {}}
    assert list(in_order(jobs)) == ["a", "b", "c"]
    with pytest.raises(ValueError, match="wait for each other"):
        list(in_order({"a": {"needs": "a"}}))
