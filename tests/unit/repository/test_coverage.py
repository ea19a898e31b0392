"""Coverage gates in configuration files and on command lines."""

import pytest

from specgen.repository.coverage import gates_of_commands, gates_of_file
from specgen.repository.model import CoverageGate, TestCommand


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("pyproject.toml", "[tool.coverage.report]\nfail_under = 85\n", [(2, "fail_under", 85)]),
        ("pyproject.toml", "[tool.other]\nfail_under = 85\n", []),
        (".coveragerc", "[report]\nfail_under = 97.5\n", [(2, "fail_under", 97.5)]),
        ("setup.cfg", "[coverage:report]\nfail_under: 0\n", [(2, "fail_under", 0)]),
        ("pytest.ini", "addopts = --cov-fail-under=80\n", [(1, "--cov-fail-under", 80)]),
        ("tox.ini", "coverage report --fail-under 70\n", [(1, "--fail-under", 70)]),
        ("tox.ini", "# --cov-fail-under=80\n", []),
        ("tox.ini", "nothing here\n", []),
    ],
)
def test_gates_of_files(path: str, text: str, expected: list[tuple[int, str, float]]) -> None:
    found = [(g.line, g.setting, g.percent) for g in gates_of_file(path, text)]
    assert found == expected


def test_gates_of_ci() -> None:
    command = TestCommand("ci.yml", 7, "pytest --cov-fail-under=90")
    assert list(gates_of_commands((command, TestCommand("ci.yml", 8, "pytest")))) == [
        CoverageGate("ci.yml", 7, "--cov-fail-under", 90.0)
    ]
