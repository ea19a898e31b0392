"""The pytest calls of CI, where all that may run tests is a plain call."""

import pytest

from specgen.repository.model import TestCommand
from specgen.repository.selection import selections


def of(*lines: str, more: str = "") -> tuple[tuple[str, ...], ...]:
    """The selections of a CI file whose test commands are ``lines``, with ``more`` text."""
    commands = [TestCommand("ci.yml", n, line) for n, line in enumerate(lines)]
    return selections(commands, ["\n".join(f"- run: {line}" for line in lines) + "\n" + more])


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        ("pytest", ()),
        ("pytest -m 'not slow' tests/unit", ("-m", "not slow", "tests/unit")),
        ("python -m pytest -q", ("-q",)),
        ("CI=1 uv run coverage run -m pytest tests", ("tests",)),
        ("poetry run py.test tests", ("tests",)),
    ],
)
def test_plain_calls(line: str, arguments: tuple[str, ...]) -> None:
    assert of(line) == (arguments,)


@pytest.mark.parametrize(
    "line",
    [
        "tox -e py", "pytest ${{ matrix.args }}", "pytest $ARGS", "pytest tests && echo done",
        "hatch run test", "pytest 'unclosed", "cd sub; pytest", "coverage run setup.py test",
    ],
)  # fmt: skip
def test_one_call_that_is_not_plain_makes_all_unknown(line: str) -> None:
    assert of("pytest tests/unit", line) == ()


@pytest.mark.parametrize(
    "more",
    [
        "- run: make everything", "- run: ./ci/all.sh", "- run: python run_all.py",
        "- run: |\n    pip install .\n    specgen run --moment nightly",
        "uses: ./.github/workflows/tests.yml", "script: bash ci/all",
    ],
)  # fmt: skip
def test_a_script_may_run_anything(more: str) -> None:
    assert of("pytest tests/unit", more=more) == ()


@pytest.mark.parametrize(
    "more",
    ["uses: actions/checkout@v4", "# make all", "shell: bash", "- run: pip install -e .",
     "paths: [src/**, tests/**]", "- run: ruff check ."],
)  # fmt: skip
def test_what_runs_no_tests_changes_nothing(more: str) -> None:
    assert of("pytest tests/unit", more=more) == (("tests/unit",),)


def test_nothing_is_known_without_ci() -> None:
    assert selections([], []) == ()
