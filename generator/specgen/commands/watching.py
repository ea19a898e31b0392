"""How a run goes, for the person who waits: a table on a terminal, plain lines anywhere else."""

import os
import sys
import time
from collections.abc import Sequence
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from specgen.quantities import Duration
from specgen.runner.model import Ending, Job, JobResult, Progress, Site

_TAIL = 40  # lines of pytest's output to show of what did not pass
_COLOURS = {"pass": "green", "fail": "red", "error": "red", "pending": "yellow"}
_STOPPED = (Ending.STALLED, Ending.OVER_TIME, Ending.INTERRUPTED)


class Shown:
    """Shows jobs while they run, and prints a line for each that ended.

    On a terminal a table says of each type how far it is, what became of its tests, which test
    runs, and how long of how long it has taken.
    """

    def __init__(self, jobs: Sequence[Job], site: Site, *, terminal: bool | None = None) -> None:
        self._jobs, self._site = jobs, site
        self._began: dict[str, float] = {}
        self._progress: dict[str, Progress] = {}
        self._results: dict[str, JobResult] = {}
        self._live: Live | None = None
        console = _terminal() if terminal is None else Console(stderr=True) if terminal else None
        if console is not None:
            aside = console.file is not sys.stderr
            self._live = Live(
                get_renderable=self.table, console=console, refresh_per_second=4, transient=True,
                redirect_stdout=sys.stdout.isatty() and not aside, redirect_stderr=False,
            )  # fmt: skip

    def __enter__(self) -> "Shown":
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def show(self, job: Job, progress: Progress) -> None:
        """The job at hand."""
        self._began.setdefault(job.name, time.monotonic())
        before = self._progress.get(job.name, Progress()).expected
        self._progress[job.name] = progress
        if self._live is None and progress.expected and not before:
            print(f"{job.name}: running {progress.expected} tests{_within(job)}", flush=True)

    def done(self, result: JobResult) -> None:
        """One job that ended, with the end of its output where it did not pass."""
        self._results[result.job.name] = result
        print(line_of(result), flush=True)
        cut = result.ending is Ending.INTERRUPTED  # by somebody who knows why
        if result.exit_code and result.output is not None and not cut:
            text = result.output.read_text("utf-8", "replace")
            print("\n".join(f"    {line}" for line in text.splitlines()[-_TAIL:]), flush=True)

    def table(self) -> Table:
        """Type by type: done of expected, outcomes, the test that runs, time of its limit."""
        table = Table.grid(padding=(0, 2))
        for job in self._jobs:
            result, progress = self._results.get(job.name), self._progress.get(job.name)
            if result is not None:
                progress = result.progress
            state = "waiting" if progress is None else (progress.last or "collecting")
            table.add_row(
                Text(job.name, style="bold"),
                f"{progress.done}/{progress.expected}" if progress else "",
                _counted(progress or Progress()),
                self._time(job, result),
                Text(str(result.ending) if result else state, overflow="ellipsis", no_wrap=True),
            )
        return table

    def _time(self, job: Job, result: JobResult | None) -> str:
        if result is None and job.name not in self._began:
            return ""
        spent = result.seconds if result else time.monotonic() - self._began[job.name]
        return f"{spent:.0f}s{_within(job)}"


def _terminal() -> Console | None:
    """The terminal that a person looks at, if any.

    pre-commit and prek keep what a hook prints until it has ended, be it that they hand it a
    terminal of their own: so under them the table goes to the one that the push was typed in.
    """
    if not os.environ.get("PRE_COMMIT"):
        return Console(stderr=True) if sys.stderr.isatty() else None
    try:
        terminal = open("/dev/tty", "w", encoding="utf-8")  # noqa: SIM115 - open until the end
    except OSError:
        return None
    terminal.write("\n")  # they have begun a line of theirs
    return Console(file=terminal, force_terminal=True)


def line_of(result: JobResult) -> str:
    """How a job ended, in a line; where it stopped, if it did."""
    progress = result.progress
    parts = [f"{result.job.name}: {result.ending}"]
    if result.ending not in (Ending.REUSED, Ending.NOT_STARTED):
        parts += [f"{n} {outcome}" for outcome, n in progress.outcomes.items()]
        parts = [parts[0], ", ".join(parts[1:]), f"{result.seconds:.1f}s"]
    if result.ending in _STOPPED:
        stopped = f"{progress.done} of {progress.expected}"
        parts.append(f"stopped after {stopped} tests, last started: {progress.last or 'none'}")
        if progress.checkpoint:
            parts.append(f"last checkpoint: {progress.checkpoint}")
    return "; ".join(filter(None, parts))


def _counted(progress: Progress) -> Text:
    text = Text()
    for outcome, count in progress.outcomes.items():
        text.append(f"{count} {outcome} ", style=_COLOURS.get(outcome, ""))
    return text


def _within(job: Job) -> str:
    return f" of {Duration(job.total)}" if job.total else ""
