"""Tells of checkpoints from a worker of xdist, whose reports come only when a test has ended.

What a worker tells stands in a file of its own beside the records, for as long as it runs; a test
that never comes back leaves it there.
"""

import json
from pathlib import Path
from typing import BinaryIO

import pytest

from specgen.evidence.plugin_record import Told


class Live:
    """Writes what the tests of one worker reach."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._test = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        """Have the properties of the test tell."""
        self._test = item.nodeid
        item.user_properties = told = Told(item.user_properties)
        told.tell = self._tell

    def _tell(self, name: str) -> None:
        if self._file is None:
            self._file = self._path.open("ab", buffering=0)
        entry = {"kind": "checkpoint", "id": self._test, "name": name}
        self._file.write(json.dumps(entry).encode() + b"\n")

    def pytest_unconfigure(self) -> None:
        """All is in reports by now."""
        if self._file is not None:
            self._file.close()
            self._path.unlink(missing_ok=True)


def live_of(config: pytest.Config) -> Live | None:
    """What tells for this worker; None where it runs on a machine without the folder."""
    about: dict[str, str] = config.workerinput  # type: ignore[attr-defined] # xdist's, on workers
    folder = Path(config.getoption("specgen_record"))
    if not folder.is_dir():
        return None
    return Live(folder / f"{about['testrunuid']}-{about['workerid']}.live")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to tell."""
    live = live_of(config)
    if live is not None:
        config.pluginmanager.register(live, "specgen-live")
