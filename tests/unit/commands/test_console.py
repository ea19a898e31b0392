"""What a command finds out about the terminal it writes to, on real ones."""

import sys
from pathlib import Path

import pytest
from tests.unit.terminal import Terminal, specgen

ASKED = "from specgen.commands import console; print('looks', *console.looks())"


def looks(folder: Path, *, columns: int = 77, **environment: str) -> str:
    command = [sys.executable, "-c", ASKED]
    with Terminal(command, folder, environment=environment, columns=columns) as shown:
        assert shown.end() == 0
    return shown.text.partition("looks ")[2].strip()


@pytest.mark.parametrize(
    ("environment", "columns", "found"),
    [
        ({}, 77, "True 77"),
        ({"NO_COLOR": "1"}, 77, "False 77"),
        ({"NO_COLOR": ""}, 77, "True 77"),
        ({"TERM": "dumb"}, 77, "False 100"),
        ({"COLUMNS": "60"}, 77, "True 60"),
        ({"COLUMNS": "wide"}, 77, "True 77"),
        ({"COLUMNS": "0"}, 77, "True 77"),
        ({"COLUMNS": "-5"}, 77, "True 77"),
        ({}, 0, "True 100"),  # as in a container, whose terminal nobody has told its size
    ],
)
def test_colour_and_width(
    tmp_path: Path, *, environment: dict[str, str], columns: int, found: str
) -> None:
    assert looks(tmp_path, columns=columns, **environment) == found


def test_findings_are_coloured_and_no_step_stays(repository: Path) -> None:
    with specgen(repository, "check") as shown:
        assert shown.end() == 1
    assert "\x1b[2K" in shown.raw  # a line of steps was there, and is wiped
    assert "\x1b[1m" in shown.raw or "\x1b[31m" in shown.raw
    with specgen(repository, "check", NO_COLOR="1") as plain:
        assert plain.end() == 1
    assert "\x1b[31m" not in plain.raw


def test_a_dumb_terminal_is_sent_nothing_but_text(repository: Path) -> None:
    with specgen(repository, "check", TERM="dumb") as shown:
        assert shown.end() == 1
    assert "\x1b" not in shown.raw
    assert "specs/" in shown.text


STEPS = """
from specgen.commands import console
show = console.progress_to_stderr()
show("step " + "x" * 200)
show("")
print("done")
"""


def test_a_long_step_keeps_to_its_line(tmp_path: Path) -> None:
    """What wraps could not be wiped: only the last of its lines would be."""
    with Terminal([sys.executable, "-c", STEPS], tmp_path, columns=40) as shown:
        assert shown.end() == 0
    step = shown.text.partition("step ")[2].partition("\r")[0]
    assert set(step) <= {"x", "…"}
    assert len("step " + step) < 40
