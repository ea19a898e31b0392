"""What is remembered of runs, and what many of them tell: frozen nouns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from specgen.evidence.model_outcome import Outcome


class Seen(NamedTuple):
    """How one test (without parameters) ended in one session, and how many seconds it took."""

    outcome: Outcome
    seconds: float


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session as remembered: where and when it was, and each test in it.

    ``started`` is an ISO time in UTC, empty where its producer did not say; ``tree`` the hash of
    the working tree, or the commit where only that is known; ``python`` has two numbers.
    """

    id: str
    started: str = ""
    moment: str = ""
    type: str = ""
    tree: str = ""
    os: str = ""
    python: str = ""
    seconds: float = 0.0
    tests: Mapping[str, Seen] = field(default_factory=dict)

    @property
    def day(self) -> str:
        """The day it started, as ISO text."""
        return self.started[:10]

    @property
    def state(self) -> tuple[str, str, str]:
        """What must be equal for two outcomes to contradict each other: tree, system, Python."""
        return (self.tree, self.os, self.python)


@dataclass(frozen=True, slots=True)
class Covered:
    """The coverage of one tree as one run found it: by path, executed of how many."""

    tree: str
    started: str
    files: Mapping[str, tuple[int, int]]

    @property
    def share(self) -> float:
        """Of all files together, 0 to 1."""
        total = sum(each[1] for each in self.files.values())
        return sum(each[0] for each in self.files.values()) / total if total else 1.0


@dataclass(frozen=True, slots=True)
class History:
    """Everything that is remembered, sorted by time, each session and coverage once."""

    sittings: tuple[Sitting, ...] = ()
    covered: tuple[Covered, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is remembered."""
        return not (self.sittings or self.covered)


@dataclass(frozen=True, slots=True)
class Flaky:
    """A test that passed and failed on one state of the tree.

    ``passed`` and ``failed`` count within the window, ``states`` are how many states of the tree
    saw both, ``last`` is the day of its last failure and ``streak`` how often it passed since.
    """

    test: str
    passed: int
    failed: int
    states: int
    last: str
    streak: int


@dataclass(frozen=True, slots=True)
class Slow:
    """A test with its median seconds, and its median in the older half of the window, 0 where
    there is too little of it."""

    test: str
    seconds: float
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A test that every session since ``since`` has skipped, ``days`` before the day asked for."""

    test: str
    since: str
    days: int


@dataclass(frozen=True, slots=True)
class Point:
    """One day of a trend: sessions, tests that ran, seconds they took, coverage where recorded."""

    day: str
    sessions: int
    tests: int
    seconds: float
    coverage: float | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Coverage of one file at the first and the last day of the window."""

    path: str
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Trend:
    """What the runs of a window tell, as of one day.

    ``dropped`` are the ids of sessions that say nothing about tests: nearly all of them failed.
    ``slowest`` are the slowest tenth, which takes ``slowest_share`` of all seconds; ``slower``
    those that became slower; ``moved`` the files whose coverage changed.
    """

    project: str
    today: date
    days: int
    sessions: int = 0
    dropped: tuple[str, ...] = ()
    flaky: tuple[Flaky, ...] = ()
    cleared: tuple[Flaky, ...] = ()
    points: tuple[Point, ...] = ()
    slowest: tuple[Slow, ...] = ()
    slowest_share: float = 0.0
    slower: tuple[Slow, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    moved: tuple[Moved, ...] = ()
