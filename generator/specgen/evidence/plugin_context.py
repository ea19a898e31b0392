"""The following half of the plugin: coverage.py learns which test runs, and so tells tests apart.

Only ``specgen run`` asks for it, and only where coverage runs.  Each test has a context of its own
from its set-up to its tear-down; fixtures that outlive a test have theirs, as another test may be
the first to ask for them.  What the data does not say is noted as tests pass: which of these
fixtures they may have used, and whether processes were started, which do not know their test.
"""

import functools
import inspect
import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import BinaryIO, Protocol

import pytest

from specgen.evidence.contexts import FIXTURE
from specgen.evidence.followed import SUFFIX
from specgen.evidence.model_outcome import without_parameters

ASKED = "SPECGEN_TRACES"  # the folder of the notes
_SENT = "specgen_traces"
_NAME = "specgen-follower"


class Node(Protocol):
    """What is used of an xdist worker, as its controller sees it."""

    workerinput: dict[str, object]


def pytest_configure(config: pytest.Config) -> None:
    """Follow tests if this process runs them below coverage, and have its workers do so.

    The request is taken out of the environment: runs that tests start are none of ours.
    """
    folder = os.environ.pop(ASKED, "") or str(getattr(config, "workerinput", {}).get(_SENT, ""))
    config.pluginmanager.register(Giver(folder), f"{_NAME}-giver")
    switch = switch_of_coverage()
    if switch is not None:
        config.pluginmanager.register(Follower(Path(folder).resolve(), switch), _NAME)


def switch_of_coverage() -> Callable[[str], object] | None:
    """What tells coverage who runs; nothing where it does not run, was told to follow tests by
    itself, or measures in a way that cannot tell tests apart (``sys.monitoring``)."""
    coverage = sys.modules.get("coverage")
    current = coverage.Coverage.current() if coverage is not None else None
    if current is None or current.get_option("run:dynamic_context"):
        return None
    if sys.version_info >= (3, 12) and dict(current.sys_info()).get("core") == "SysMonitor":
        return None
    switch: Callable[[str], object] = current.switch_context
    return switch


class Giver:
    """Passes the request on to the workers of xdist."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Node) -> None:
        """Tell one worker."""
        node.workerinput[_SENT] = self._folder


class Follower:
    """Switches contexts, and notes the tests that passed below one."""

    def __init__(self, folder: Path, switch: Callable[[str], object]) -> None:
        self._folder, self._switch = folder, switch
        self._file: BinaryIO | None = None
        self._now = ""
        self._passed = self._started = self._asks = False
        self._shared: dict[str, set[str]] = {}  # keys of fixtures that outlive a test, by name
        self._busy: set[str] = set()  # those that started processes
        self._noted: dict[str, tuple[frozenset[str], bool]] = {}
        self._starts = _Starts(self._start)

    def _start(self) -> None:
        self._started = True

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Follow one test, whatever attempts at it there are."""
        test = without_parameters(item.nodeid)
        if test != self._now:  # parameter sets mostly follow one another: one flush for all
            self._now = test
            self._switch(test)
        self._passed = self._started = self._asks = False
        children = _children()
        result = yield
        if self._passed:
            names = getattr(item, "fixturenames", ())
            asks = self._asks or ("request" in names and _asks(item))
            chosen = self._shared if asks else self._shared.keys() & names
            keys = frozenset(key for name in chosen for key in self._shared[name])
            started = self._started or _children() != children
            self._note(test, keys, started=started or not self._busy.isdisjoint(keys))
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """See whether it passes."""
        if report.when == "call" and report.passed:
            self._passed = True

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object]
    ) -> Generator[None, object, object]:
        """Follow the set-up of a fixture that outlives its test apart from the test."""
        if fixturedef.scope == "function":
            # one of a plugin's, which has no base, does not ask for those of this project
            self._asks = self._asks or (
                bool(fixturedef.baseid) and "request" in fixturedef.argnames
            )
            return (yield)
        key = f"{fixturedef.baseid}::{fixturedef.argname}"
        self._shared.setdefault(fixturedef.argname, set()).add(key)
        before, started, children = self._now, self._started, _children()
        self._now, self._started = f"{key}|{FIXTURE}", False
        self._switch(self._now)
        try:
            return (yield)
        finally:
            if self._started or _children() != children:
                self._busy.add(key)
            self._now, self._started = before, self._started or started
            self._switch(before)

    def pytest_sessionfinish(self) -> None:
        """What runs from here on is no test's."""
        self._now = ""
        self._switch("")

    def _note(self, test: str, fixtures: frozenset[str], *, started: bool) -> None:
        """Write what is new of a test."""
        if self._noted.get(test) == (fixtures, started):
            return
        self._noted[test] = (fixtures, started)
        entry: dict[str, object] = {"id": test}
        if fixtures:
            entry["fixtures"] = sorted(fixtures)
        if started:
            entry["processes"] = True
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"{os.urandom(16).hex()}{SUFFIX}"
            self._file = path.open("ab", buffering=0)
        self._file.write(f"{json.dumps(entry)}\n".encode())

    def pytest_unconfigure(self) -> None:
        """Close the file."""
        self._starts.close()
        if self._file is not None:
            self._file.close()


class _Starts:
    """Tells of each process that is started by ``subprocess`` (asyncio too) or by a fork.

    No audit hook: Python code in one lets other threads run in the middle of ``sys.setprofile`` and
    ``sys.settrace``, and CPython then refuses theirs.
    """

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell: Callable[[], None] | None = tell
        init: Callable[..., None] = subprocess.Popen.__init__
        self._init = init
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(before=self._told)  # for good: Python can take none away

        @functools.wraps(init)
        def told(popen: object, *args: object, **kwargs: object) -> None:
            self._told()
            init(popen, *args, **kwargs)

        setattr(subprocess.Popen, "__init__", told)  # noqa: B010 - mypy forbids the assignment

    def _told(self) -> None:
        if self._tell is not None:
            self._tell()

    def close(self) -> None:
        """Tell of no more."""
        self._tell = None
        setattr(subprocess.Popen, "__init__", self._init)  # noqa: B010 - as above


def _asks(item: pytest.Item) -> bool:
    """Whether the function itself takes ``request``, and so may ask for any fixture by its name."""
    function = getattr(item, "function", None)
    return function is None or "request" in inspect.signature(function).parameters


def _children() -> object:
    """What changes as processes end, whoever started them, and those of multiprocessing as they
    begin."""
    multiprocessing = sys.modules.get("multiprocessing")
    alive = len(multiprocessing.active_children()) if multiprocessing is not None else 0
    return alive, _used()


if sys.platform == "win32":

    def _used() -> object:
        """Nothing: there, processes are seen as they start."""
        return None

else:
    import resource

    def _used() -> object:
        """What ended processes have used: it grows with each."""
        return resource.getrusage(resource.RUSAGE_CHILDREN)
