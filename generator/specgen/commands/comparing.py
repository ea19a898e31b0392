"""What `specgen compare` does: check the base out, run both sides in turns, write the pairs."""

import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

from specgen.commands import compiling, console
from specgen.commands.kept import evidence_folder
from specgen.compilation import Compiled
from specgen.diagnostics import Severity
from specgen.evidence.benchmark import load_benchmark
from specgen.evidence.comparison import as_text, comparison
from specgen.evidence.inputs import inputs_of
from specgen.evidence.model import BenchmarkFigures
from specgen.evidence.model_comparison import Comparison
from specgen.evidence.stamps import write_stamp
from specgen.levels import Level
from specgen.pipeline import as_on_disk, compile_tree
from specgen.program.model_policy import Run
from specgen.report.visible import visible
from specgen.runner.alternate import Side, Turn, alternate, strays
from specgen.runner.jobs import Wanted, jobs
from specgen.runner.model import Ending, Job, Progress, Site
from specgen.runner.process import interpreter_of
from specgen.runner.tree import NoRevision, commit_of
from specgen.runner.worktree import worktree

FILE = "comparison.json"
_TAIL = 20  # lines of pytest's output to show of a side that could not run


def compare(chosen: Namespace) -> int:
    """Compare each project that has benchmarks; the worst exit code."""
    compilation = compiling.compiled(chosen, as_it_stands=True)
    said = compiling.errors(compilation)
    if said:
        sys.stderr.write(compiling.rendered(said, "text", error=True))
        return compiling.exit_code(said)
    try:
        with worktree(compilation.root, chosen.base) as (folder, commit):
            before = _at_base(folder)
            codes = [
                _project(project, before, heads=(compilation.root, folder), commit=commit,
                         chosen=chosen)
                for project in compilation.projects
            ]  # fmt: skip
    except NoRevision as error:
        raise console.NoSpecs(str(error)) from None
    return max(codes, default=0)


def _at_base(folder: Path) -> dict[str, Compiled]:
    """The projects that the base declares, as far as they can be read."""
    if not (folder / console.SPECS).is_dir():
        return {}
    compilation = compile_tree(folder)
    if any(d.severity is Severity.ERROR for d in compilation.diagnostics):
        print("the specs at the base are invalid, so its tests are not known", file=sys.stderr)
        return {}
    return {p.program.project.name: p for p in as_on_disk(compilation).projects}


def _project(
    project: Compiled,
    before: dict[str, Compiled],
    *,
    heads: tuple[Path, Path],
    commit: str,
    chosen: Namespace,
) -> int:
    """Compare one project, and write and print what came of it."""
    settings = project.program.project
    root, base_root = heads
    old = before.get(settings.name)
    with tempfile.TemporaryDirectory(prefix="specgen-compare-") as name:
        head = _side(project, root, folder=Path(name) / "head", stall=chosen.stall)
        base = head if old is None else _side(
            old, base_root, folder=Path(name) / "base", stall=chosen.stall)  # fmt: skip
        if old is None or not base.jobs:
            return _told(Comparison(commit, commit_of(root)), project, root=root, chosen=chosen)
        astray = strays((base, head), settings.source.package)
        for where, origin in astray:
            print(f"{settings.source.package} of {where} would be imported from {origin}: what is"
                  " measured would not be what is compared", file=sys.stderr)  # fmt: skip
        if astray:
            return 3
        turns = list(alternate((base, head), chosen.rounds, show=_shown()))
        said = [
            _refused(turn, side) for side, turn in zip(("base", "head"), turns[-1], strict=True)
        ]
        if any(said):
            return 3
        rounds = [(_figures(old), _figures(new)) for old, new in turns if _whole(old, new)]
        found = comparison(rounds, base=commit, head=commit_of(root))
    return max(
        _told(found, project, root=root, chosen=chosen), _worst(t for pair in turns for t in pair)
    )


def _side(project: Compiled, root: Path, *, folder: Path, stall: float) -> Side:
    """The timed tests of a project at ``root``."""
    program = project.program
    everything = Run(
        "compare", tuple(t.name for t in program.types), (), (), {}, "", 1, mutation=False,
        evidence=Level.WRITTEN, budget=(), place=program.project.place,
    )  # fmt: skip
    planned = jobs(program, project.inventory.items, wanted=Wanted(everything, partial=True))
    plugins, installed = interpreter_of(sys.executable, root)
    site = Site(
        root, folder, sys.executable, plugins, installed, stall=stall, reuse=False
    )  # fmt: skip
    timed = tuple(job for job in planned if job.timed)
    return Side(site, timed, root / program.project.source.root)


def _figures(turn: Turn) -> tuple[BenchmarkFigures, ...]:
    return tuple(b for path in turn.figures for b in load_benchmark(path, path.name).benchmarks)


def _refused(turn: Turn, side: str) -> bool:
    """Say which jobs of the turn of ``side`` could not run their tests, and whether there are any.

    Their output lies in a folder that goes away with the command, so its end is shown.
    """
    unable = [result for result in turn.results if not result.ran]
    for result in unable:
        what = f"{side}: pytest could not run the {result.job.type} tests"
        print(f"{what} (its exit code is {result.status}); nothing is compared", file=sys.stderr)
        text = result.output.read_text("utf-8", "replace") if result.output else ""
        for line in text.splitlines()[-_TAIL:]:
            print(f"    {visible(line)}", file=sys.stderr)
    return bool(unable)


def _whole(*turns: Turn) -> bool:
    """Whether all came to their end: what was cut off does not tell which benchmarks are gone."""
    return all(result.judged for turn in turns for result in turn.results)


def _worst(turns: Iterable[Turn]) -> int:
    """What the endings of all jobs come to; that a test fails is not ours to judge."""
    endings = {result.ending for turn in turns for result in turn.results}
    if Ending.STALLED in endings:
        return 4
    return 3 if Ending.INTERRUPTED in endings else 0


def _told(found: Comparison, project: Compiled, *, root: Path, chosen: Namespace) -> int:
    settings = project.program.project
    folder = evidence_folder(root, project)
    if chosen.into is not None:
        folder = chosen.into.resolve() / (settings.name if settings.many else "")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(as_text(found), "utf-8", newline="\n")
    write_stamp(folder, [folder / FILE], inputs=inputs_of(root, without=[folder]))
    for each in found.compared:
        sure = f", {each.sure_ratio:.2f} at least" if each.sure_ratio else ""
        rounds = len(each.pairs)
        print(f"{visible(each.node_id)}: {each.ratio:.2f} times the base in {rounds} rounds{sure}")
    for word, names in (("new", found.new), ("gone", found.gone)):
        for name in names:
            print(f"{visible(name)}: {word}")
    print(f"{len(found.compared)} benchmarks compared with {found.base[:12]}; {folder / FILE}")
    return 0


def _shown() -> Callable[[int, Job, Progress], None]:
    """Shows on a terminal which round is at hand."""
    line = console.progress_to_stderr()
    return lambda number, job, progress: line(f"round {number}: {job.type} {progress.last}")
