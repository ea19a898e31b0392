"""A command on a terminal of its own, with somebody at the keyboard.

The process leads a session whose terminal is a real pseudo-terminal, so that keys mean what they
mean there: `INTERRUPT` is sent to everything in the foreground, as a shell would have it.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

INTERRUPT = b"\x03"  # ctrl-C
PATIENCE = 60.0  # seconds after which a test gives up on what it waits for
_LEAD = (
    "import os, sys\n"
    "os.login_tty(int(sys.argv[1]))\n"
    "os.execvp(sys.argv[2], sys.argv[2:])\n"
)  # fmt: skip
_CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """Runs ``words`` in ``folder``; what it shows is read as it comes."""

    def __init__(
        self,
        words: Sequence[str],
        folder: Path,
        *,
        environment: Mapping[str, str] | None = None,
        columns: int = 100,
    ) -> None:
        self._screen, there = pty.openpty()
        fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        plain = {n: v for n, v in os.environ.items() if n not in ("COLUMNS", "NO_COLOR")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _LEAD, str(there), *words],
            cwd=folder,
            env={**plain, "TERM": "xterm", **(environment or {})},
            pass_fds=[there],
        )
        os.close(there)
        self.raw = ""
        self._seen = 0

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._screen)

    @property
    def text(self) -> str:
        """What was shown so far, without colours and movements."""
        return _CONTROLS.sub("", self.raw).replace("\r\n", "\n")

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self._screen, keys)

    def until(self, words: str) -> str:
        """Wait until ``words`` are shown after what was waited for before; all that is shown."""
        ends = time.monotonic() + PATIENCE
        while (at := self.text.find(words, self._seen)) < 0:
            if not self._read(ends - time.monotonic()):
                raise AssertionError(f"never shown: {words!r}, but:\n{self.text}")
        self._seen = at + len(words)
        return self.text

    def end(self) -> int:
        """Wait until it has ended; its exit code, negative for a signal."""
        ends = time.monotonic() + PATIENCE
        while self._read(ends - time.monotonic()):
            pass
        return self.process.wait(max(ends - time.monotonic(), 0.1))

    def _read(self, seconds: float) -> bool:
        """Take what comes next within ``seconds``; False at the end."""
        if seconds <= 0 or not select.select([self._screen], [], [], seconds)[0]:
            return False
        try:
            new = os.read(self._screen, 1 << 16)
        except OSError:  # Linux's way to say that the other end is closed
            return False
        self.raw += new.decode("utf-8", "replace")
        return bool(new)


def specgen(folder: Path, *words: str, **about: str) -> Terminal:
    """``specgen WORDS`` in ``folder``, with ``about`` in its environment."""
    return Terminal([sys.executable, "-m", "specgen", *words], folder, environment=about)
