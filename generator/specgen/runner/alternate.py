"""Two sides run the same kind of job in turns, so that the machine treats both alike."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from specgen.runner.model import Ending, Job, JobResult, Progress, Site
from specgen.runner.process import run_job

FIGURES = "benchmark.json"
_WHERE = (
    "import importlib.util, sys\n"
    "found = importlib.util.find_spec(sys.argv[1])\n"
    "print((found.origin or [*found.submodule_search_locations][0]) if found else '')\n"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: where it runs, what, and the folder that its imports start from."""

    site: Site
    jobs: tuple[Job, ...]
    source: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """Makes its own code come before what is installed, which is the head's where the project
        is installed in place."""
        known = os.environ.get("PYTHONPATH", "")
        return {"PYTHONPATH": os.pathsep.join(filter(None, (str(self.source), known)))}


@dataclass(frozen=True, slots=True)
class Turn:
    """One side of one round: the files of figures that its jobs left, and how each job ended."""

    figures: tuple[Path, ...]
    results: tuple[JobResult, ...]


_NOTHING = Turn((), ())


def alternate(
    sides: tuple[Side, Side], rounds: int, *, show: Callable[[int, Job, Progress], None]
) -> Iterator[tuple[Turn, Turn]]:
    """The turns of both sides, round by round; who begins changes from round to round.

    After a job that was interrupted, stalled or could not run its tests nothing more runs: the
    last pair may be of a turn and one that is empty.
    """
    for number in range(1, rounds + 1):
        order = (0, 1) if number % 2 else (1, 0)
        turns = {0: _NOTHING, 1: _NOTHING}
        for at in order:
            turns[at] = _turn(sides[at], number, show=show)
            if _over(turns[at].results):
                break
        yield turns[0], turns[1]
        if any(_over(turn.results) for turn in turns.values()):
            return


def _over(results: Sequence[JobResult]) -> bool:
    return any(not r.ran or r.ending in (Ending.INTERRUPTED, Ending.STALLED) for r in results)


def _turn(side: Side, number: int, *, show: Callable[[int, Job, Progress], None]) -> Turn:
    folder = side.site.folder / str(number)
    site = replace(side.site, folder=folder)
    results = []
    for job in side.jobs:
        own = replace(job, environment={**job.environment, **side.environment})
        results.append(run_job(own, site, seconds=0.0, show=lambda j, p: show(number, j, p)))
        if _over(results):
            break
    found = (folder / job.name / FIGURES for job in side.jobs)
    return Turn(tuple(path for path in found if path.is_file()), tuple(results))


def imported_from(side: Side, package: str) -> Path | None:
    """The file or folder that ``package`` is imported from on this side; None where it is not.

    The package itself is not imported; those above it are.
    """
    done = subprocess.run(
        [side.site.python, "-c", _WHERE, package],
        cwd=side.site.root,
        env={**os.environ, **side.environment},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    said = done.stdout.decode("utf-8", "surrogateescape").strip()
    return Path(said).resolve() if said and done.returncode == 0 else None


def strays(sides: Sequence[Side], package: str) -> tuple[tuple[Path, Path], ...]:
    """The sides whose ``package`` comes from elsewhere: where it should be, and where it is."""
    found = []
    for side in sides if package else ():
        origin = imported_from(side, package)
        if origin is not None and not origin.is_relative_to(side.site.root.resolve()):
            found.append((side.site.root, origin))
    return tuple(found)
