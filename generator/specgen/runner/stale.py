"""Clear a folder of records of what no longer speaks of this tree, before new ones are added."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from specgen.runner.coverage_report import COMBINED, NAME
from specgen.runner.model import Job, Site

SELECTION = "select.json"  # what every job has, and nothing but a job
TRACKED = "tracked.txt"
_PART = re.compile(r"(-changed)?(-\d+of\d+)?(-r\d+)?")


def cleared(jobs: Iterable[Job], site: Site) -> tuple[str, ...]:
    """Remove the records of jobs that ran on other sources, and of parts (shards, what a change
    affects) of types that ``jobs`` run whole; the names of their folders.

    Anything else in the folder stays: it may be what other machines and tools have recorded.
    """
    whole = {job.type for job in jobs if job.shards == 1 and not job.partial}
    if not site.folder.is_dir():
        return ()
    found = [f for f in sorted(site.folder.iterdir()) if (f / SELECTION).is_file()]
    old = [f for f in found if _is_part(f.name, whole) or _is_old(f, site)]
    for folder in old:
        shutil.rmtree(folder)
    for name in (NAME, COMBINED) if old else ():  # they speak of them too
        (site.folder / name).unlink(missing_ok=True)
    return tuple(folder.name for folder in old)


def _is_old(folder: Path, site: Site) -> bool:
    """Whether it speaks of other sources: what git tracks tells, else what it was made from.
    Between two types of one run, a report of the first may be new."""
    path = folder / TRACKED
    known = path.read_text("utf-8") if site.tracked and path.is_file() else ""
    return known != site.tracked if known else bool(_trees(folder) - {site.inputs.tree})


def _is_part(name: str, types: set[str]) -> bool:
    for known in types:
        part = _PART.fullmatch(name.removeprefix(known)) if name.startswith(known) else None
        if part and (part[1] or part[2]):
            return True
    return False


def _trees(folder: Path) -> set[str]:
    """The trees that the sessions in ``folder`` ran on."""
    return set(_trees_of(folder)) or {""}


def _trees_of(folder: Path) -> Iterator[str]:
    for path in folder.glob("*.jsonl"):
        with path.open("rb") as stream:
            try:
                yield str(json.loads(stream.readline())["tree"])
            except (ValueError, TypeError, LookupError):
                yield ""
