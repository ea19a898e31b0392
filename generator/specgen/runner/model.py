"""One run as frozen nouns: jobs (one pytest process each), what they may use, how they ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from specgen.evidence.model_inputs import Inputs


@dataclass(frozen=True, slots=True)
class Selection:
    """Which tests a job runs.

    ``keep`` are node ids without parameters; ``open`` maps files to the ids in them that are
    another job's, so that tests which reading did not find run too, and once.  ``modules`` are the
    modules that each test counts for.
    """

    keep: tuple[str, ...]
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    modules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def files(self) -> tuple[str, ...]:
        """The files to give to pytest, sorted."""
        return tuple(sorted({*(id.partition("::")[0] for id in self.keep), *self.open}))


@dataclass(frozen=True, slots=True)
class Job:
    """The tests of one type, as one process.

    ``each`` is the limit of one test and ``total`` of the process, in seconds, 0 where there is
    none; ``workers`` as for ``pytest -n``, empty for none; ``repeat`` counts from 1.  ``timed``
    tests measure how long things take: nothing traces them, and they share no processor.  A
    ``partial`` job runs only what a change can affect.
    """

    type: str
    moment: str
    selection: Selection
    environment: Mapping[str, str] = field(default_factory=dict)
    each: float = 0.0
    total: float = 0.0
    workers: str = ""
    shard: int = 1
    shards: int = 1
    repeat: int = 1
    timed: bool = False
    partial: bool = False

    @property
    def name(self) -> str:
        """A name for its folder: type, shard and repetition where there are several."""
        shard = f"-{self.shard}of{self.shards}" if self.shards > 1 else ""
        part = "-changed" if self.partial else ""
        return f"{self.type}{part}{shard}{f'-r{self.repeat}' if self.repeat > 1 else ''}"


@dataclass(frozen=True, slots=True)
class Site:
    """Where jobs run: repository, interpreter, state of the tree, folder of records, limits.

    ``source`` is the folder of the code under test, all of which coverage speaks of; empty for
    whatever is imported.  ``seconds`` are what tests took when recorded, to balance shards.
    ``stall`` is after how many seconds without progress a job counts as stalled; ``deadline`` is
    how many seconds all jobs may take together, 0 for no limit.  ``plugins`` are those of
    ``pytest_timeout``, ``xdist`` and ``coverage`` that the interpreter has, ``installed`` is a hash
    of everything installed for it.  ``tree`` is a hash of all files, ``tracked`` of those that git
    tracks, empty where the folder is this tree's alone, and without git; ``inputs`` is what records
    made here say of the tree.
    """

    root: Path
    folder: Path
    python: str
    plugins: frozenset[str] = frozenset()
    installed: str = ""
    inputs: Inputs = Inputs()
    tree: str = ""
    tracked: str = ""
    source: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)
    stall: float = 300.0
    deadline: float = 0.0
    reuse: bool = True


_INTERRUPTED = 2  # pytest's exit code where not every file could be collected


class Ending(StrEnum):
    """How a job ended."""

    FINISHED = "finished"  # pytest came to its end, whatever the tests said
    REUSED = "reused"  # it passed on exactly this tree before
    STALLED = "stalled"  # no progress for too long
    OVER_TIME = "over time"  # progress, but its time was up
    BROKEN = "broken"  # pytest could not run: bad options, an error inside it, killed from outside
    INTERRUPTED = "interrupted"
    NOT_STARTED = "not started"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: tests ended of those collected, counts per outcome, the last started and
    the last checkpoint that it has reached."""

    done: int = 0
    expected: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    last: str = ""
    checkpoint: str = ""


@dataclass(frozen=True, slots=True)
class JobResult:
    """How one job ended; ``status`` is pytest's exit code, ``output`` the file it printed to."""

    job: Job
    ending: Ending
    status: int = 0
    seconds: float = 0.0
    progress: Progress = Progress()
    output: Path | None = None

    @property
    def judged(self) -> bool:
        """Whether its records say everything, so that a verdict on them is one on it."""
        return self.ending in (Ending.FINISHED, Ending.REUSED)

    @property
    def ran(self) -> bool:
        """Whether pytest could run its tests: false where it refused its options or its
        configuration, broke down, or stopped at files that it could not collect."""
        stopped = self.status == _INTERRUPTED and self.progress.outcomes.keys() <= {"error"}
        return self.ending is not Ending.BROKEN and not (self.judged and stopped)

    @property
    def exit_code(self) -> int:
        """What it makes of ``specgen run``."""
        if self.ending is Ending.STALLED:
            return 4
        if self.ending in (Ending.BROKEN, Ending.INTERRUPTED):
            return 3
        if self.ending in (Ending.OVER_TIME, Ending.NOT_STARTED):
            return 1
        return 1 if self.status in (1, 2) else 0
