"""What is shown while tests run: a table on a real terminal, plain lines anywhere else."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from tests.unit.terminal import specgen

from specgen.commands.watching import Shown, line_of
from specgen.runner.model import Ending, Job, JobResult, Progress, Selection, Site

UNIT = Job("unit", "commit", Selection(()), total=120.0)
SMOKE = Job("smoke", "commit", Selection(()))
HALF = Progress(2, 5, {"fail": 1, "pass": 1}, "t.py::test_three")
SITE = Site(Path(), Path(), sys.executable)


def test_the_table_says_how_far_each_type_is() -> None:
    shown = Shown((UNIT, SMOKE), SITE, terminal=True)
    shown.show(UNIT, HALF)
    text = io.StringIO()
    Console(file=text, width=100).print(shown.table())
    unit, smoke = (re.split(r"\s{2,}", line.strip()) for line in text.getvalue().splitlines())
    assert unit == ["unit", "2/5", "1 fail 1 pass", "0s of 2m", "t.py::test_three"]
    assert smoke == ["smoke", "waiting"]


def test_elsewhere_there_are_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with Shown((UNIT,), SITE, terminal=False) as shown:
        shown.show(UNIT, Progress(0, 5))
        shown.show(UNIT, HALF)
        shown.done(JobResult(UNIT, Ending.FINISHED, 0, 3.14, HALF))
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "unit: running 5 tests of 2m",
        "unit: finished; 1 fail, 1 pass; 3.1s",
    ]
    assert err == ""


@pytest.mark.parametrize(
    ("ending", "checkpoint", "line"),
    [
        (Ending.REUSED, "", "unit: reused"),
        (Ending.FINISHED, "ready", "unit: finished; 1 fail, 1 pass; 2.0s"),
        (
            Ending.STALLED,
            "ready",
            "unit: stalled; 1 fail, 1 pass; 2.0s; stopped after 2 of 5 tests, last started: "
            "t.py::test_three; last checkpoint: ready",
        ),
    ],
)
def test_where_a_job_stopped(ending: Ending, checkpoint: str, line: str) -> None:
    progress = Progress(2, 5, HALF.outcomes, HALF.last, checkpoint)
    assert line_of(JobResult(UNIT, ending, 0, 2.0, progress)) == line


SLOW = """
import time

def test_first():
    time.sleep(0.6)

def test_second():
    time.sleep(0.6)
"""


def test_on_a_real_terminal(repository: Path) -> None:
    project = repository / "specs/project.yaml"
    project.write_text(project.read_text() + "runs: {commit: {types: [unit]}}\n")
    (repository / "tests/unit").mkdir()
    (repository / "tests/unit/test_slow.py").write_text(SLOW)
    (repository / "pytest.ini").write_text("[pytest]\npythonpath = src\n")
    with specgen(repository, "run", "--moment", "commit", "--no-gate") as shown:
        assert shown.end() == 0
    text = shown.text
    assert "1/3" in text
    assert "test_slow.py::test_second" in text
    assert "unit: finished; 3 pass;" in text


IN_A_HOOK = """
import os, sys
from pathlib import Path
from specgen.commands.watching import Shown
from specgen.runner.model import Job, Selection, Site

for name in sys.argv[1:]:
    os.open(name, os.O_RDWR)  # the first that a session opens becomes its terminal
with Shown((Job("unit", "commit", Selection(())),), Site(Path(), Path(), "")):
    print("held back")
"""
HELD = {**os.environ, "PRE_COMMIT": "1", "TERM": "xterm", "COLUMNS": "80"}


def test_in_a_hook_whose_output_is_held_back() -> None:
    """The table goes to the terminal that the process belongs to, not to its output."""
    here, there = pty.openpty()
    command = [sys.executable, "-c", IN_A_HOOK, os.ttyname(there)]
    done = subprocess.run(command, env=HELD, text=True, start_new_session=True, check=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)  # fmt: skip
    os.close(there)
    seen = b"".join(iter(lambda: _read(here), b"")).decode()
    assert done.stdout == "held back\n"
    os.close(here)
    assert "waiting" in seen


def test_in_a_hook_without_a_terminal() -> None:
    done = subprocess.run([sys.executable, "-c", IN_A_HOOK], env=HELD, capture_output=True,
                          text=True, start_new_session=True, check=True,
                          stdin=subprocess.DEVNULL)  # fmt: skip
    assert (done.stdout, done.stderr) == ("held back\n", "")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux's way to say that the other end is closed
        return b""
