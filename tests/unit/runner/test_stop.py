"""Who asks us to stop is counted, and what is told to end ends, with all that it has started."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.terminal import PATIENCE

from specgen.runner.stop import Asked, end, listening

DEAF = """
import signal, subprocess, sys, time
for each in (signal.SIGINT, signal.SIGTERM):
    signal.signal(each, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
print(child.pid, flush=True)
time.sleep(300)
"""
POLITE = "import time\nprint(0, flush=True)\ntime.sleep(300)\n"


@pytest.fixture
def interrupts() -> Iterator[None]:
    """What a person's ctrl-C means before and after the test."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def started(script: str) -> tuple[subprocess.Popen[bytes], int]:
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, start_new_session=True,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def gone(process: int) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if "\nState:\tZ" in Path(f"/proc/{process}/status").read_text():
            return True
        time.sleep(0.02)
    return False


def test_what_is_polite_ends_by_itself() -> None:
    process, _ = started(POLITE)
    with process:
        end(process, signal.SIGINT, asked=Asked())
    assert process.returncode == -signal.SIGINT


def test_what_is_deaf_is_killed_with_its_children_once_we_are_asked_again() -> None:
    process, child = started(DEAF)
    asked = Asked(1)
    again = threading.Timer(0.3, lambda: setattr(asked, "count", 2))
    again.start()
    with process:
        began = time.monotonic()
        end(process, signal.SIGINT, asked=asked)
        assert time.monotonic() - began >= 0.25
    assert process.returncode == -signal.SIGKILL
    assert gone(child)


def test_what_has_ended_already_is_no_error() -> None:
    process, _ = started("print(0, flush=True)")
    with process:
        process.wait()
        end(process, signal.SIGINT, asked=Asked())
    assert process.returncode == 0


def test_signals_are_counted_and_ctrl_c_is_over_afterwards(interrupts: None) -> None:
    terminated = signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with listening() as asked:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)
        assert asked.count == 2
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGTERM) is terminated


def test_where_nobody_asks_all_is_as_before(interrupts: None) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with listening() as asked:
        pass
    assert asked.count == 0
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)


def test_what_is_ignored_stays_ignored(interrupts: None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with listening() as asked:
        os.kill(os.getpid(), signal.SIGINT)
        assert asked.count == 0
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_only_the_main_thread_hears(interrupts: None) -> None:
    found: list[int] = []

    def elsewhere() -> None:
        with listening() as asked:
            found.append(asked.count)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert found == [0]
