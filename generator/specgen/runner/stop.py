"""End the process of a job with all that it has started: because it must, or somebody asks."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

TICK = 0.05  # seconds between looks
_GRACE = 5.0  # seconds to end in after being asked to
_TIMES = 3  # a signal that lands in a destructor is lost
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # ctrl-C; a machine that wants us gone; a closed terminal


@dataclass(slots=True)
class Asked:
    """How often somebody has asked us to stop."""

    count: int = 0


@contextmanager
def listening() -> Iterator[Asked]:
    """Count the signals that would end us, instead of being torn away from a process that we have
    started: nobody else knows of it.

    Once somebody has asked, ctrl-C is ignored for good: what is left to do is to write down how far
    we came, and a second key must not tear that apart.  What is ignored, as below ``nohup``, stays
    so.  Only the main thread hears signals.
    """
    asked = Asked()

    def count(number: int, frame: FrameType | None) -> None:
        asked.count += 1

    ours = threading.current_thread() is threading.main_thread()
    known = [getattr(signal, name) for name in _NAMES if ours and hasattr(signal, name)]
    heard = [s for s in known if signal.getsignal(s) not in (signal.SIG_IGN, None)]
    before = [(s, signal.signal(s, count)) for s in heard]
    try:
        yield asked
    finally:
        for number, handler in before:
            deaf = asked.count and number is signal.SIGINT
            signal.signal(number, signal.SIG_IGN if deaf else handler)


def end(process: subprocess.Popen[bytes], how: signal.Signals, *, asked: Asked) -> None:
    """Ask the process to end, then end it with all that it started.

    It is given time to write down how far it came, until somebody asks us again.
    """
    begun = asked.count
    for _ in range(_TIMES):
        _send(process, how)
        _await(process, asked, begun=begun)
        if process.poll() is not None or asked.count > begun:
            break
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _send(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """Send it; an interrupt reaches workers and servers too, as it would from a terminal."""
    if not hasattr(os, "killpg"):
        process.terminate()
    elif how is signal.SIGINT:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, how)
    else:
        process.send_signal(how)


def _await(process: subprocess.Popen[bytes], asked: Asked, *, begun: int) -> None:
    until = time.monotonic() + _GRACE
    while time.monotonic() < until and asked.count == begun:
        with suppress(subprocess.TimeoutExpired):
            process.wait(TICK)
            return
