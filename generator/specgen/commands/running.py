"""What ``specgen run`` does: choose the tests of a moment, run them, show how it goes."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from specgen.commands import compiling, console, judging
from specgen.commands.kept import evidence_folder, tracked_of, tree_of
from specgen.commands.watching import Shown
from specgen.compilation import Compilation, Compiled
from specgen.diagnostics import Diagnostic
from specgen.evidence.inputs import inputs_of
from specgen.evidence.load import foreign_below
from specgen.evidence.model_baseline import BASELINE
from specgen.evidence.read_baseline import read_baseline
from specgen.evidence.stamps import write_stamp
from specgen.gate.model import Scope
from specgen.program.model_policy import Run
from specgen.runner.affected import affected
from specgen.runner.coverage_report import COMBINED, NAME, report_coverage
from specgen.runner.credentials import credentials
from specgen.runner.jobs import Wanted, jobs
from specgen.runner.model import Ending, Job, JobResult, Site
from specgen.runner.process import interpreter_of
from specgen.runner.run import run
from specgen.runner.stale import cleared
from specgen.runner.tree import NoRevision, changed_since
from specgen.spelling import suggestion


def run_moment(chosen: Namespace) -> int:
    """Run the moment in each project that declares it, then judge; the worst exit code."""
    compilation = compiling.compiled(chosen, as_it_stands=True)
    said = compiling.errors(compilation)
    if said:
        sys.stderr.write(compiling.rendered(said, "text", error=True))
        return compiling.exit_code(said)
    runs = _runs(compilation, chosen)
    missing = [d for project, declared in runs for d in _unset(project, declared, chosen=chosen)]
    if missing:
        located = compiling.located(compilation, missing)
        sys.stderr.write(compiling.rendered(located, "text", error=True))
        print(f"nothing was run{_still_possible(runs, chosen)}", file=sys.stderr)
        return 3
    try:
        asked = judging.asked(chosen, compilation)
    except judging.Unusable as error:
        raise console.NoSpecs(str(error)) from None
    codes, verdicts = [0], []
    for project, declared in runs:
        site = _site(compilation.root, project, declared=declared, chosen=chosen)
        results = _run_project(project, site, declared=declared, chosen=chosen)
        codes += [r.exit_code for r in results if not (chosen.gate and r.judged)]
        cut = any(r.ending is Ending.INTERRUPTED for r in results)
        if chosen.gate and (not cut or _is_reported(chosen)):
            scope = _scope(declared, chosen)
            verdicts.append(
                judging.verdict_of(project, replace(asked, paths=(site.folder,), scope=scope))
            )
        if cut:
            break
    if verdicts:
        codes.append(judging.told(compilation, verdicts, chosen=chosen))
    return max(codes)


def _is_reported(chosen: Namespace) -> bool:
    """Whether others read the verdict: a person who interrupts a run does not ask for one."""
    return bool(chosen.write) or chosen.format != "text"


def _runs(compilation: Compilation, chosen: Namespace) -> list[tuple[Compiled, Run]]:
    """The projects that declare the moment, each with what it declares."""
    declared = {run.moment: run for p in compilation.projects for run in p.program.runs}
    moment, types = chosen.moment, {t.name for p in compilation.projects for t in p.program.types}
    if moment not in declared:
        tip = suggestion(moment, declared) or f"`runs` declares {', '.join(declared) or 'none'}"
        raise console.NoSpecs(f"no run is declared for the moment `{moment}`; {tip}")
    for name in chosen.type:
        if name not in types:
            tip = suggestion(name, types) or f"types are {', '.join(sorted(types))}"
            raise console.NoSpecs(f"there is no type `{name}`; {tip}")
    found = ((p, run) for p in compilation.projects for run in p.program.runs)
    return [(p, run) for p, run in found if run.moment == moment]


def _unset(project: Compiled, declared: Run, *, chosen: Namespace) -> tuple[Diagnostic, ...]:
    """What is missing of the credentials that the chosen types need."""
    types = [name for name in declared.types if not chosen.type or name in chosen.type]
    return credentials(project.program, types, environment=os.environ)


def _still_possible(runs: Sequence[tuple[Compiled, Run]], chosen: Namespace) -> str:
    """How to run the types that need none of what is missing."""
    fine = {
        name: all(
            not credentials(project.program, (name,), environment=os.environ)
            for project, declared in runs
            if name in declared.types
        )
        for _, declared in runs
        for name in declared.types
        if not chosen.type or name in chosen.type
    }
    words = " ".join(f"--type {name}" for name, is_fine in fine.items() if is_fine)
    return f"; `{words}` runs what needs none of these" if words else ""


def _scope(declared: Run, chosen: Namespace) -> Scope:
    """How much of the moment this command has run."""
    if chosen.type or chosen.changed_since or chosen.shard[1] > 1:
        return Scope.TESTS
    return Scope.MATRIX if len(declared.os) < 2 and len(declared.python) < 2 else Scope.MOMENT


def _run_project(
    project: Compiled, site: Site, *, declared: Run, chosen: Namespace
) -> tuple[JobResult, ...]:
    """Run one project's part of the moment."""
    program, items = project.program, project.inventory.items
    if chosen.changed_since:
        try:
            changed = changed_since(site.root, chosen.changed_since)
        except NoRevision as error:
            raise console.NoSpecs(str(error)) from None
        items = affected(changed, project.inventory, surface=project.surface)
    shard, shards = chosen.shard
    wanted = Wanted(declared, shard, shards, partial=bool(chosen.changed_since))
    planned = jobs(program, items, wanted=wanted)
    planned = tuple(job for job in planned if not chosen.type or job.type in chosen.type)
    old = cleared(planned, site)
    if old:
        print(f"removed older records: {', '.join(old)}", flush=True)
    with Shown(planned, site) as shown:
        results = run(planned, site, show=shown.show, done=shown.done)
    report_coverage(site)
    made = (site.folder / name for name in (*(job.name for job in planned), NAME, COMBINED))
    if site.folder.is_dir():  # nothing was run, and nothing written, where a change affects none
        write_stamp(site.folder, foreign_below(filter(Path.exists, made)), inputs=site.inputs)
    print(_summary(planned, site, chosen=chosen), flush=True)
    return results


def _summary(planned: Sequence[Job], site: Site, *, chosen: Namespace) -> str:
    count = len({job.type for job in planned})
    if not count:
        since = chosen.changed_since
        why = f"; what changed since {since} affects none" if since else ""
        return f"there are no tests to run{why}"
    where = os.path.relpath(site.folder)
    return f"{count} {'type' if count == 1 else 'types'}; records in {where}"


def _site(root: Path, project: Compiled, *, declared: Run, chosen: Namespace) -> Site:
    """Where the jobs run."""
    settings = project.program.project
    into = [chosen.into] if chosen.into else []
    inputs = inputs_of(root, without=into)
    name = settings.name if settings.many else ""
    path = settings.folder / BASELINE
    known, _ = read_baseline(root / path, str(path))
    plugins, installed = interpreter_of(sys.executable, root)
    total = next((x.value for x in declared.budget if x.measure == "total"), 0.0)
    return Site(
        root=root,
        folder=chosen.into.resolve() / name
        if chosen.into
        else evidence_folder(root, project, inputs=inputs),
        python=sys.executable,
        plugins=plugins,
        installed=installed,
        inputs=inputs,
        tree=tree_of(root, project, records=chosen.into),
        tracked=tracked_of(root, project, records=chosen.into) if chosen.into else "",
        source=_source(root, project),
        seconds=known.seconds,
        stall=chosen.stall,
        deadline=total,
        reuse=not chosen.fresh,
    )


def _source(root: Path, project: Compiled) -> str:
    """The package under test where it is a folder of its own; else nobody knows what is in it."""
    source = project.program.project.source
    folder = root.joinpath(source.root, *source.package.split("."))
    return str(folder) if source.package and folder.is_dir() and not source.elsewhere else ""
