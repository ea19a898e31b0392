"""Run one job as a process of its own, watch its records grow, and end it when it must end."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path

from specgen.runner.coverage_report import DATA
from specgen.runner.model import Ending, Job, JobResult, Progress, Site
from specgen.runner.stale import SELECTION, TRACKED
from specgen.runner.stop import TICK, Asked, end, listening
from specgen.runner.watch import LIVE, Watch
from specgen.runner.workers import workers

# a module of C has the name of its interpreter in its own (tracer.cpython-314-x86_64-linux-gnu.so)
_PROBE = """\
import hashlib, importlib.util, os, sys
names = ('pytest_timeout', 'xdist', 'coverage', 'pytest_benchmark')
specs = {name: importlib.util.find_spec(name) for name in names}
there = [name for name in names if specs[name]]
beside = os.listdir(os.path.dirname(specs['coverage'].origin)) if specs['coverage'] else []
if any(n.startswith('tracer.') and n.endswith(('.so', '.pyd')) for n in beside):
    there.append('ctrace')
if specs['coverage'] and specs['xdist']:
    import coverage
    try:
        there += ['followed'] * ('subprocess' in coverage.Coverage().get_option('run:patch'))
    except Exception:
        pass  # a coverage without patches, or a configuration that coverage itself will refuse
print(*there)
found = {name for path in sys.path if os.path.isdir(path) for name in os.listdir(path)
         if name.endswith(('.dist-info', '.egg-info'))}
print(hashlib.sha256('\\n'.join([sys.version, *sorted(found)]).encode()).hexdigest())
"""
# git tells its hooks which repository is meant (`git rev-parse --local-env-vars`); tests that make
# repositories of their own would work on that one, and its index
_OF_A_HOOK = frozenset({
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
})  # fmt: skip
_TRACES = "SPECGEN_TRACES"
_STOPPED = {
    Ending.STALLED: "stalled",
    Ending.OVER_TIME: "stopped: its time was up",
    Ending.INTERRUPTED: "interrupted",
}
_ENDS = (0, 1, 2, 5)  # pytest's exit codes: passed, failed, could not collect all, has no tests
_LOCAL = frozenset({"commit", "pre_push"})  # there people wait: tests are not told apart


def interpreter_of(python: str, root: Path) -> tuple[frozenset[str], str]:
    """What the interpreter has of what a run can use, and a hash of all that is installed.

    Beside plugins: ``ctrace``, coverage can tell tests apart; ``followed``, it is configured to
    follow processes that tests or xdist start.
    """
    done = subprocess.run([python, "-c", _PROBE], cwd=root, capture_output=True, check=False)
    plugins, _, installed = done.stdout.decode().partition("\n")
    return frozenset(plugins.split()), installed.strip()


def command(job: Job, site: Site, *, folder: Path) -> list[str]:
    """The words of the process: pytest, below coverage where there is one."""
    shared = workers(job, site)
    hidden = bool(shared) and "followed" not in site.plugins  # it would say that nothing ran
    plain = job.timed or hidden
    words = [site.python, "-m"] if plain else _traced(job, site, folder=folder)
    # in one word: before it knows our options, pytest looks for its configuration above all folders
    # among its words
    words += ["pytest", f"--rootdir={site.root}", f"--specgen-record={folder}"]
    if job.each and "pytest_timeout" in site.plugins:
        words.append(f"--timeout={job.each:g}")
    if job.timed and "pytest_benchmark" in site.plugins:
        words.append(f"--benchmark-json={folder / 'benchmark.json'}")
    words += ["-n", shared] if shared else []
    return [*words, f"@{folder / 'arguments.txt'}"]


def _traced(job: Job, site: Site, *, folder: Path) -> list[str]:
    """The words before ``pytest`` that have coverage, where it is there, follow it."""
    if "coverage" not in site.plugins:
        return [site.python, "-m"]
    words = [site.python, "-m", "coverage", "run", "--parallel-mode", f"--context={job.type}"]
    source = [f"--source={site.source}"] if site.source else []
    return [*words, f"--data-file={folder / DATA}", *source, "-m"]


def _trace(job: Job, site: Site, *, folder: Path, seconds: float) -> None:
    """Run timed tests once more, for what they execute alone: nothing else is recorded of it."""
    words = [*_traced(job, site, folder=folder), "pytest", f"--rootdir={site.root}"]
    words += ["--benchmark-disable"] if "pytest_benchmark" in site.plugins else []
    with (folder / "trace.txt").open("wb") as stream, suppress(subprocess.TimeoutExpired):
        subprocess.run(
            [*words, f"@{folder / 'arguments.txt'}"], cwd=site.root, check=False,
            env={**environment(job, site, folder=folder), "SPECGEN_RECORD": ""},
            stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT,
            timeout=seconds or site.stall,
        )  # fmt: skip


def environment(job: Job, site: Site, *, folder: Path) -> dict[str, str]:
    """The surroundings of the process: ours, the spec's, and what the plugin reads."""
    about = {"moment": job.moment, "type": job.type, "shard": job.shard, "shards": job.shards}
    if job.partial:
        about["asked"] = "what a change can affect"
    own = {
        "SPECGEN_CONTEXT": job.type,
        "SPECGEN_SESSION": json.dumps(about),
        "SPECGEN_SELECT": str(folder / SELECTION),
    }
    if job.moment not in _LOCAL:
        own[_TRACES] = str(folder)
    if job.shards > 1:
        own["SPECGEN_SHARD"] = f"{job.shard}/{job.shards}"
        own["SPECGEN_DURATIONS"] = str(folder / "seconds.json")
    if (
        job.repeat > 1
    ):  # each repetition another seed, the same every night: what fails can be redone
        own["SPECGEN_SEED"] = own["PYTHONHASHSEED"] = str(job.repeat)
    inherited = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    # from Python 3.14 on coverage prefers a way to measure that cannot tell tests apart
    wished = {"COVERAGE_CORE": "ctrace"} if "ctrace" in site.plugins and _TRACES in own else {}
    return {**wished, **inherited, **job.environment, **own}


def run_job(
    job: Job, site: Site, *, seconds: float, show: Callable[[Job, Progress], None]
) -> JobResult:
    """Run ``job`` within ``seconds`` (0: as long as it makes progress); its records stay."""
    folder = site.folder / job.name
    _prepare(job, site, folder=folder)
    limit = min(filter(None, (job.total, seconds)), default=0.0)
    output = folder / "output.txt"
    began = time.monotonic()
    watch = Watch(folder)
    with listening() as asked, output.open("wb") as stream:
        process = subprocess.Popen(
            command(job, site, folder=folder),
            cwd=site.root,
            env=environment(job, site, folder=folder),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            ending = _wait(
                process, watch, asked=asked, limits=(limit, site.stall), show=partial(show, job)
            )
        finally:
            if process.poll() is None:  # showing it failed: nobody else knows of this process
                end(process, signal.SIGTERM, asked=asked)
    progress = watch.look()
    status = process.returncode
    if ending in _STOPPED and not watch.ended:
        _note(folder, _STOPPED[ending], seconds=time.monotonic() - began)
    if job.timed and "coverage" in site.plugins and (ending, status) == (Ending.FINISHED, 0):
        _trace(job, site, folder=folder, seconds=limit)
    if ending is Ending.FINISHED and status not in _ENDS:
        ending = Ending.BROKEN
    return JobResult(job, ending, status, time.monotonic() - began, progress, output)


def _note(folder: Path, stopped: str, *, seconds: float) -> None:
    """Have the records say how far it came and why they end: what was killed could not."""
    told = b""
    for path in sorted(folder.glob(LIVE)):
        told += path.read_bytes()
        path.unlink()
    last = {"kind": "end", "stopped": stopped, "seconds": round(seconds, 3)}
    for path in folder.glob("*.jsonl"):
        with path.open("ab") as stream:
            stream.write(b"\n" + told + f"\n{json.dumps(last)}\n".encode())


def _prepare(job: Job, site: Site, *, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / TRACKED).write_text(site.tracked, "utf-8")
    (folder / SELECTION).write_text(json.dumps(asdict(job.selection)), "utf-8")
    (folder / "seconds.json").write_text(json.dumps(dict(site.seconds)), "utf-8")
    (folder / "arguments.txt").write_text("\n".join(job.selection.files), "utf-8")


def _wait(
    process: subprocess.Popen[bytes],
    watch: Watch,
    *,
    asked: Asked,
    limits: tuple[float, float],
    show: Callable[[Progress], None],
) -> Ending:
    """Until it ends, stalls, its time is up, or somebody asks us to stop."""
    limit, stall = limits
    began = moved = time.monotonic()
    seen = Progress()
    while True:
        if asked.count:
            end(process, signal.SIGINT, asked=asked)
            return Ending.INTERRUPTED
        try:
            process.wait(TICK)
            return Ending.INTERRUPTED if asked.count else Ending.FINISHED
        except subprocess.TimeoutExpired:
            now = time.monotonic()
        progress = watch.look()
        if progress != seen:
            seen, moved = progress, now
            show(progress)
        if now - moved > stall:
            end(process, signal.SIGTERM, asked=asked)
            return Ending.STALLED
        if limit and now - began > limit:
            end(process, signal.SIGTERM, asked=asked)
            return Ending.OVER_TIME
