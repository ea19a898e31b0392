"""The one runner of tests/cases: a folder is a test, and no Python is needed to add one.

A case holds `specs/` and whatever stands beside them in a repository (`src/`, `tests/`,
`pyproject.toml`), and what specgen makes of it: `expected/` has each file that `specgen build`
writes, `diagnostics.txt` what `build` and then `check` print, with their exit codes.  A file
`commands.txt` gives other command lines, one per line.  `pytest tests/test_cases.py --accept`
rewrites what is expected; the change is then reviewed like any other.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from specgen.__main__ import main

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/specs"))
EXPECTATIONS = {"expected", "diagnostics.txt", "commands.txt", "mistakes.txt"}
COMMANDS = "build\ncheck\n"
ENVIRONMENT_FAILED = 3  # also our own bugs: never to be expected by a case

Files = dict[str, bytes]


def files_of(root: Path) -> Files:
    """Every file below `root` by its path, but for caches."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".specgen" not in path.parts
    }


def transcript(lines: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What each command line prints, and its exit code."""
    said = []
    for line in lines.splitlines():
        code = main(shlex.split(line))
        captured = capsys.readouterr()
        assert code != ENVIRONMENT_FAILED, captured.err
        said.append(f"$ specgen {line}\n{captured.out}{captured.err}exit {code}\n")
    return "\n".join(said)


def rewrite(case: Path, *, written: Files, said: str) -> None:
    """Make the case expect what happened."""
    shutil.rmtree(case / "expected", ignore_errors=True)
    for path, content in written.items():
        target = case / "expected" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (case / "diagnostics.txt").write_text(said, "utf-8")


@pytest.fixture
def repository(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A copy of the case's inputs, which is also the working directory."""
    for entry in request.param.iterdir():
        if entry.name in EXPECTATIONS:
            continue
        if entry.is_dir():
            shutil.copytree(entry, tmp_path / entry.name)
        else:
            shutil.copy(entry, tmp_path / entry.name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("case", "repository"),
    [pytest.param(case, case, id=case.name) for case in CASES],
    indirect=["repository"],
)
def test_case(
    case: Path, repository: Path, *, capsys: pytest.CaptureFixture[str], accept: bool
) -> None:
    """The case says and writes what it is expected to."""
    given = files_of(repository)
    commands = case / "commands.txt"
    said = transcript(commands.read_text("utf-8") if commands.exists() else COMMANDS, capsys)
    after = files_of(repository)
    written = {path: after[path] for path in after if after[path] != given.get(path)}
    if accept:
        rewrite(case, written=written, said=said)
    assert said == (case / "diagnostics.txt").read_text("utf-8")
    assert written == files_of(case / "expected")
    assert given.keys() <= after.keys(), "a command deleted what a person wrote"


@pytest.mark.parametrize(
    "repository", [pytest.param(case, id=case.name) for case in CASES], indirect=True
)
def test_building_twice_changes_nothing(repository: Path) -> None:
    """The second build writes no byte, and says the same code as the first."""
    first = main(["build"])
    assert first != ENVIRONMENT_FAILED
    once = files_of(repository)
    assert main(["build"]) == first
    assert files_of(repository) == once


def test_python_that_is_expected_is_clean() -> None:
    """All of it is as black leaves it, and ruff finds nothing: also what people's code is in."""
    root = Path(__file__).parent / "cases"
    files = sorted(str(path) for path in root.glob("*/expected/**/*.py"))
    packages = sorted({path.name for path in root.glob("*/src/*") if path.is_dir()})
    ours = f"lint.isort.known-first-party={json.dumps(packages)}"
    rules = ["--isolated", "--select", "E,F,I,B,PT", "--config", ours]
    for command in (["ruff", "check", *rules], ["black", "--check", "--config", os.devnull]):
        done = subprocess.run(
            [sys.executable, "-m", *command, *files], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert files
