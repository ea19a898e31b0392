"""Test commands of CI files, and what makes their failure harmless."""

from pathlib import PurePosixPath

import pytest

from specgen.repository.ci import test_commands as commands_of
from specgen.repository.model import TestCommand
from specgen.source.read import read

PATH = ".github/workflows/ci.yml"


def found(text: str) -> list[TestCommand]:
    file, _ = read(PurePosixPath(PATH), text.encode())
    return list(commands_of(PATH, file.root))


def job(*lines: str) -> str:
    return "\n".join(["jobs:", "  test:", "    steps:", *(f"      {line}" for line in lines)])


@pytest.mark.parametrize(
    "command",
    ["pytest", "python -m pytest -x", "tox", "nox -s tests", "python -m unittest", "make test",
     "coverage run -m pytest", "hatch test", "hatch run test", "python manage.py test", "py.test"],
)  # fmt: skip
def test_runs_tests(command: str) -> None:
    assert [c.text for c in found(job(f"- run: {command}"))] == [command]


@pytest.mark.parametrize(
    "command",
    ["pip install pytest", "uv pip install tox", "tox -e docs", "nox -s lint", "ruff check .",
     "./pytest-runner", "make docs", "# pytest", "cat tests/pytest.ini"],
)  # fmt: skip
def test_runs_no_tests(command: str) -> None:
    assert found(job("- run: |", f"    {command}")) == []


@pytest.mark.parametrize(
    ("line", "tolerated"),
    [
        ("pytest || true", "|| true"),
        ("pytest ||:", "||:"),
        ("pytest || exit 0", "|| exit 0"),
        ("pytest || echo failed", "|| echo failed"),
        ("pytest; true", "; true"),
        ("pytest || exit 1", ""),
        ("pytest && true", ""),
        ("pytest -k 'a or true'", ""),
    ],
)
def test_shell_that_swallows(line: str, tolerated: str) -> None:
    (command,) = found(job("- run: |", f"    {line}"))
    assert command.tolerated == tolerated
    assert command.line == 5


def test_a_step_that_may_fail_names_its_line() -> None:
    (command,) = found(job("- name: tests", "  run: pytest", "  continue-on-error: true"))
    assert command == TestCommand(PATH, 5, "pytest", "continue-on-error: true", 6)


def test_a_job_that_may_fail_holds_for_its_steps_and_no_other() -> None:
    text = (
        "jobs:\n  lax:\n    continue-on-error: true\n    steps: [{run: pytest}]\n"
        "  strict:\n    steps: [{run: pytest}]\n"
    )
    assert [c.tolerated for c in found(text)] == ["continue-on-error: true", ""]


def test_an_expression_is_no_always() -> None:
    (command,) = found(job("- run: pytest", "  continue-on-error: ${{ matrix.next }}"))
    assert command.tolerated == ""


def test_gitlab_scripts_and_continued_lines() -> None:
    text = (
        "unit:\n  allow_failure: true\n  script:\n    - |\n      pytest \\\n        -x\n    - tox\n"
    )
    assert [(c.line, c.text, c.tolerated) for c in found(text)] == [
        (5, "pytest -x", "allow_failure: true"),
        (7, "tox", "allow_failure: true"),
    ]


def test_steps_that_are_mappings_below_a_script() -> None:
    text = "steps:\n  - script:\n      - run: pytest\n"
    assert [c.text for c in found(text)] == ["pytest"]


def test_nothing_in_an_unreadable_file() -> None:
    assert found("a: [") == []
