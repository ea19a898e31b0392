"""What becomes of a command that the world around it ends: each time an exit code and one line."""

import os
import subprocess
import sys
from pathlib import Path

from tests.unit.terminal import INTERRUPT, Terminal


def test_a_reader_that_leaves_is_no_bug(repository: Path) -> None:
    """As with `specgen gaps | head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "specgen", "gaps"]
    done = subprocess.run(
        command, cwd=repository, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (3, "")


def test_a_full_disk_is_said(repository: Path) -> None:
    command = [sys.executable, "-m", "specgen", "gaps"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command, cwd=repository, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 3
    assert done.stderr == "specgen: No space left on device\n"


SLOW = """
import sys, time
from specgen.commands import compiling
from specgen.__main__ import main

def compiled(chosen):
    print("at work", flush=True)
    time.sleep(60)

compiling.compiled = compiled
sys.exit(main(["gaps"]))
"""


def test_an_interrupt_is_one_line(repository: Path) -> None:
    with Terminal([sys.executable, "-c", SLOW], repository) as shown:
        shown.until("at work")
        shown.press(INTERRUPT)
        assert shown.end() == 3
    assert shown.text.splitlines()[-1].endswith("specgen: interrupted")
    assert "Traceback" not in shown.text
