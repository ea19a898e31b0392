"""What ``specgen run`` does: choose the tests of a moment, run them, show how it goes."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from specgen.commands import compiling, console
from specgen.compilation import Compiled
from specgen.evidence.read_baseline import read_baseline
from specgen.pipeline import as_on_disk
from specgen.program.model_policy import Run
from specgen.runner.affected import affected
from specgen.runner.coverage_report import report_coverage
from specgen.runner.credentials import credentials
from specgen.runner.jobs import Wanted, jobs
from specgen.runner.model import Ending, Job, JobResult, Progress, Site
from specgen.runner.process import plugins_of
from specgen.runner.run import run
from specgen.runner.tree import NoRevision, changed_since, commit_of, tree_hash
from specgen.spelling import suggestion

EVIDENCE = Path(".specgen") / "evidence"
BASELINE = "baseline.json"
_TAIL = 40  # lines of pytest's output to show of what did not pass


def run_moment(chosen: Namespace) -> int:
    """Run the moment in each project that declares it; the worst exit code."""
    compilation = as_on_disk(compiling.compiled(chosen))
    said = compiling.errors(compilation)
    if said:
        sys.stderr.write(compiling.rendered(said, "text", error=True))
        return compiling.exit_code(said)
    codes = []
    for project in compilation.projects:
        declared = _run_of(project, chosen.moment)
        missing = credentials(project.program, declared.types, environment=os.environ)
        if missing:
            located = compiling.located(compilation, missing)
            sys.stderr.write(compiling.rendered(located, "text", error=True))
            return 3
        results = _run_project(compilation.root, project, declared=declared, chosen=chosen)
        codes += [result.exit_code for result in results]
    return max(codes, default=0)


def _run_of(project: Compiled, moment: str) -> Run:
    runs = {run.moment: run for run in project.program.runs}
    if moment not in runs:
        tip = suggestion(moment, runs) or f"`runs` declares {', '.join(runs) or 'none'}"
        raise console.NoSpecs(f"no run is declared for the moment `{moment}`; {tip}")
    return runs[moment]


def _run_project(
    root: Path, project: Compiled, *, declared: Run, chosen: Namespace
) -> tuple[JobResult, ...]:
    """Run one project's part of the moment."""
    program, items = project.program, project.inventory.items
    if chosen.changed_since:
        try:
            changed = changed_since(root, chosen.changed_since)
        except NoRevision as error:
            raise console.NoSpecs(str(error)) from None
        items = affected(changed, project.inventory, surface=project.surface)
    shard, shards = chosen.shard
    wanted = Wanted(declared, shard, shards, partial=bool(chosen.changed_since))
    planned = jobs(program, items, wanted=wanted)
    planned = tuple(job for job in planned if not chosen.type or job.type in chosen.type)
    site = _site(root, project, declared=declared, chosen=chosen)
    shown = _Shown()
    results = run(planned, site, show=shown.show, done=shown.done)
    report_coverage(site)
    print(f"{len(results)} types; records in {os.path.relpath(site.folder)}")
    return results


def _site(root: Path, project: Compiled, *, declared: Run, chosen: Namespace) -> Site:
    """Where the jobs run."""
    settings = project.program.project
    tree = _tree(root, project)
    name = settings.name if settings.many else ""
    path = settings.folder / BASELINE
    known, _ = read_baseline(root / path, str(path))
    total = next((x.value for x in declared.budget if x.measure == "total"), 0.0)
    return Site(
        root=root,
        folder=chosen.out.resolve() / name if chosen.out else evidence_folder(root, project),
        python=sys.executable,
        plugins=plugins_of(sys.executable, root),
        commit=commit_of(root),
        tree=tree,
        seconds=known.seconds,
        stall=chosen.stall,
        deadline=total,
        reuse=not chosen.fresh,
    )


def evidence_folder(root: Path, project: Compiled) -> Path:
    """Where records of the tree as it stands are kept."""
    settings = project.program.project
    return root / EVIDENCE / _tree(root, project)[:16] / (settings.name if settings.many else "")


def _tree(root: Path, project: Compiled) -> str:
    """The hash of the tree; documents and the baseline are no part of it."""
    settings = project.program.project
    return tree_hash(
        root, without=(".specgen", str(settings.outputs.documents), f"{settings.folder}/{BASELINE}")
    )


class _Shown:
    """Prints a line per job that ended; on a terminal also one that shows the job at hand."""

    def __init__(self) -> None:
        self._line: Callable[[str], None] = console.progress_to_stderr()

    def show(self, job: Job, progress: Progress) -> None:
        """The job at hand."""
        self._line(f"{job.name}: {progress.done}/{progress.expected} {progress.last}")

    def done(self, result: JobResult) -> None:
        """One job that ended, with the end of its output where it did not pass."""
        self._line("")
        progress, name = result.progress, result.job.name
        counts = ", ".join(f"{n} {outcome}" for outcome, n in progress.outcomes.items())
        parts = [f"{name}: {result.ending}", counts, f"{result.seconds:.1f}s"]
        if result.ending in (Ending.REUSED, Ending.NOT_STARTED):
            parts = parts[:1]
        unfinished = result.ending in (Ending.STALLED, Ending.OVER_TIME)
        if unfinished:
            stopped = f"{progress.done} of {progress.expected}"
            parts.append(f"stopped after {stopped} tests, last started: {progress.last or 'none'}")
        print("; ".join(filter(None, parts)))
        if result.exit_code and result.output is not None:
            text = result.output.read_text("utf-8", "replace")
            print("\n".join(f"    {line}" for line in text.splitlines()[-_TAIL:]))
