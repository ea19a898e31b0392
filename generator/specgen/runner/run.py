"""Run jobs one after another within their time, and reuse what passed on exactly this tree."""

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from specgen.runner.model import Ending, Job, JobResult, Progress, Site
from specgen.runner.process import run_job

_PASSED = "passed.json"
_ENDS = (Ending.STALLED, Ending.INTERRUPTED)
Show = Callable[[Job, Progress], None]


def run(
    jobs: Iterable[Job], site: Site, *, show: Show, done: Callable[[JobResult], None]
) -> tuple[JobResult, ...]:
    """Run each of ``jobs``; ``show`` is told of progress, ``done`` of each that ended.

    After a stalled or interrupted job, or when the time of all is up, the others are not started.
    """
    began = time.monotonic()
    results: list[JobResult] = []
    for job in jobs:
        left = site.deadline - (time.monotonic() - began) if site.deadline else 0.0
        if any(r.ending in _ENDS for r in results) or left < 0:
            result = JobResult(job, Ending.NOT_STARTED)
        elif site.reuse and _passed(job, site):
            result = JobResult(job, Ending.REUSED)
        else:
            result = run_job(job, site, seconds=left, show=show)
            _remember(result, site)
        results.append(result)
        done(result)
    return tuple(results)


def identity(job: Job, site: Site) -> str:
    """What must be equal for evidence to be used again: tree, type, shard, interpreter and what
    is installed for it.  The tests of a type follow from the tree."""
    part = [job.type, job.shard, job.shards, job.repeat, sorted(job.environment.items())]
    facts = [site.tree, site.python, site.installed, sys.platform, part]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _passed(job: Job, site: Site) -> bool:
    """Whether it passed before; what passed whole passed in part."""
    tests = [job.selection.keep, sorted(job.selection.open.items())]
    for known in (job, replace(job, partial=False)):
        try:
            said: object = json.loads(_file(known, site).read_text("utf-8"))
        except (OSError, ValueError):
            continue
        wanted = {"identity": identity(job, site), **({"tests": tests} if known.partial else {})}
        if site.tree and said == json.loads(json.dumps(wanted)):
            return True
    return False


def _remember(result: JobResult, site: Site) -> None:
    if result.ending is Ending.FINISHED and result.exit_code == 0:
        job = result.job
        said: dict[str, object] = {"identity": identity(job, site)}
        if job.partial:
            said["tests"] = [job.selection.keep, sorted(job.selection.open.items())]
        _file(job, site).write_text(json.dumps(said), "utf-8")


def _file(job: Job, site: Site) -> Path:
    return site.folder / job.name / _PASSED
