"""Real suites of well-known projects, run in every way that can go wrong, counted twice.

    python benchmarks/real_runs/run.py [--work DIR] [NAME ...]

Downloads pinned sdists, installs each into one environment, and runs the project's own tests: as
they are, on two workers, in random order and shards, with injected failures, errors, skips,
expected failures and flaky tests, with a worker killed, and the whole run at twenty moments.  Each
time what pytest says at its end is compared with what is read from our records and from JUnit XML.
Then every file of evidence is cut, spoilt and blown up, and read again.  Prints a line for each
comparison and exits 1 where any differs.
"""

import argparse
import collections
import json
import os
import re
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import venv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import damage
import kills
import mutants

from specgen.evidence.load import load
from specgen.evidence.model import Evidence
from specgen.evidence.model_outcome import Outcome

HERE = Path(__file__).parent
WORK = Path(tempfile.gettempdir()) / "specgen-real-runs"
TOOLS = [
    "pytest==8.4.2", "pytest-xdist==3.8.0", "pytest-rerunfailures==16.1", "coverage==7.11.0",
    "pytest-random-order==1.2.0", "pytest-randomly==4.0.1", "pytest-benchmark==5.2.0",
    "unittest-xml-reporting==3.2.0", "nose2==0.15.1", "mutmut==3.3.1", "cosmic-ray==8.4.3",
]  # fmt: skip
LAST = re.compile(r"^(?:=+ )?((?:\d+ [a-z]+(?:, )?)+) in [\d.]+s", re.MULTILINE)
WORDS = {"warnings": "", "warning": "", "rerun": "", "deselected": "", "errors": "error"}
QUIET = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-W", "ignore"]
Counts = Mapping[str, int]
NAMES = {
    Outcome.PASS: "passed",
    Outcome.FAIL: "failed",
    Outcome.SKIP: "skipped",
    Outcome.XFAIL: "xfailed",
    Outcome.XPASS: "xpassed",
    Outcome.ERROR: "error",
}


@dataclass(frozen=True)
class Project:
    """One pinned project; ``package`` is the folder of its code, ``tests`` that of its tests."""

    name: str
    version: str
    package: str
    tests: str = "tests"
    needs: tuple[str, ...] = ()


PROJECTS = (
    Project("itsdangerous", "2.2.0", "src/itsdangerous", needs=("freezegun==1.5.5",)),
    Project("pluggy", "1.6.0", "src/pluggy", "testing"),
    Project("markupsafe", "3.0.2", "src/markupsafe"),
    Project("click", "8.1.8", "src/click"),
    Project("jinja2", "3.1.6", "src/jinja2", needs=("trio==0.31.0",)),
    Project("more-itertools", "10.8.0", "more_itertools"),
)


@dataclass(frozen=True)
class Place:
    """A project's tree, and the interpreter that it is installed for."""

    project: Project
    root: Path
    python: str

    def pytest(self, *words: str, env: Mapping[str, str] | None = None) -> Counts:
        """Run pytest to its end; what it counts at the end, by outcome."""
        command = [self.python, "-m", "pytest", *QUIET, *words]
        done = subprocess.run(
            command, cwd=self.root, env={**os.environ, **(env or {})}, capture_output=True
        )
        said = LAST.findall(done.stdout.decode("utf-8", "replace"))
        if not said:
            raise SystemExit(f"{' '.join(command)}:\n{done.stdout.decode()[-3000:]}")
        pairs = (part.split() for part in said[-1].split(", "))
        counts = {WORDS.get(word, word): int(number) for number, word in pairs}
        return {word: number for word, number in sorted(counts.items()) if word}


Row = tuple[str, object, object]


def recorded(evidence: Evidence) -> Counts:
    """What pytest would count of our records: the body and what is around it apart."""
    last = {record.node_id: record for record in evidence.records}  # sorted by attempt
    found: collections.Counter[str] = collections.Counter()
    for record in evidence.records:
        phases = {p.name: p.outcome for p in record.phases}
        body = phases.get("call", phases.get("setup", record.outcome))
        if record is not last[record.node_id]:  # of an attempt that was run again, pytest counts
            found["passed"] += body is Outcome.PASS and "call" in phases  # what passed of it
        elif "???" in phases:  # its worker crashed
            found["failed"] += 1
        else:
            strict = body is Outcome.XPASS and "[XPASS(strict)]" in record.message
            found["failed" if strict else NAMES[body]] += 1
            found["error"] += phases.get("teardown", Outcome.PASS) is not Outcome.PASS
    return dict(sorted((word, count) for word, count in found.items() if count))


def whole(place: Place) -> Iterator[Row]:
    """The suite as it is: alone, on workers, in random order, and as JUnit XML."""
    tests = place.project.tests
    ways = {
        "as it is": (), "two workers": ("-n", "2"),
        "pytest-randomly": ("-p", "randomly", "-p", "no:random_order"),
        "pytest-random-order": ("--random-order-seed", "7"),
    }  # fmt: skip
    for name, words in ways.items():
        folder = f"records-{name.replace(' ', '-')}"
        quiet = [tests, "--specgen-record", folder, f"--junitxml={folder}.xml", *words]
        said = _random(place, *quiet) if "randomly" in name else place.pytest(*quiet)
        evidence = load([place.root / folder], root=place.root)
        yield name, said, recorded(evidence)
        if evidence.sessions[0].seed or "random" in name:
            yield f"{name}: seed recorded", True, bool(evidence.sessions[0].seed)
        xml = load([place.root / f"{folder}.xml"], root=place.root)
        yield f"{name}: JUnit, tests by outcome", outcomes(evidence), outcomes(xml)


def _random(place: Place, *words: str) -> Counts:
    """With pytest-randomly on, which QUIET turns off."""
    command = [place.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore"]
    plain = [w for w in words if w not in ("-p", "randomly", "no:random_order")]
    done = subprocess.run([*command, *plain], cwd=place.root, capture_output=True)
    pairs = (p.split() for p in LAST.findall(done.stdout.decode())[-1].split(", "))
    counts = {WORDS.get(word, word): int(number) for number, word in pairs}
    return {word: number for word, number in sorted(counts.items()) if word}


def outcomes(evidence: Evidence) -> Counts:
    """Test functions by outcome, by the end of their ids: JUnit knows no path of a class."""
    return dict(sorted(collections.Counter(map(str, evidence.outcomes().values())).items()))


def injected(place: Place) -> Iterator[Row]:
    """With everything in it that can become of a test."""
    target = place.root / place.project.tests / "test_injected.py"
    target.write_text((HERE / "injected.py.txt").read_text("utf-8"))
    broken = target.with_name("test_broken.py")
    try:
        for name, words in {"injected": (), "injected, two workers": ("-n", "2")}.items():
            folder = f"records-{name.replace(', ', '-').replace(' ', '-')}"
            said = place.pytest(place.project.tests, "--specgen-record", folder, "--reruns", "1",
                                f"--junitxml={folder}.xml", *words)  # fmt: skip
            evidence = load([place.root / folder], root=place.root)
            yield name, said, recorded(evidence)
            flaky = [t for t, o in evidence.outcomes().items() if o is Outcome.FLAKY]
            second = [f"{place.project.tests}/test_injected.py::test_second_time"]
            yield f"{name}: flaky", second, flaky
        broken.write_text("import nowhere_to_be_found\n")
        said = place.pytest(place.project.tests, "--specgen-record", "records-broken",
                            "--continue-on-collection-errors")  # fmt: skip
        evidence = load([place.root / "records-broken"], root=place.root)
        yield "a file that does not import", said, recorded(evidence)
    finally:
        target.unlink()
        broken.unlink(missing_ok=True)


def killed(place: Place) -> Iterator[Row]:
    """A worker, then the whole run, ended by SIGKILL."""
    tests = place.project.tests
    target = place.root / tests / "test_killed.py"
    target.write_text("import os, signal, time\n\ndef test_dies():\n"
                      "    if os.environ.get('DIES'):\n        os.kill(os.getpid(), 9)\n"
                      "    time.sleep(60)\n")  # fmt: skip
    try:
        said = place.pytest(tests, "--specgen-record", "records-worker", "-n", "2",
                            env={"DIES": "1"})  # fmt: skip
        evidence = load([place.root / "records-worker"], root=place.root)
        yield "a worker killed", said, recorded(evidence)
        dead = f"{tests}/test_killed.py::test_dies"
        yield "a worker killed: its test", "error", str(evidence.outcomes()[dead])
        folder = place.root / "records-killed"
        command = [place.python, "-m", "pytest", *QUIET, tests, "--specgen-record", folder]
        process = subprocess.Popen(command, cwd=place.root, stdout=subprocess.DEVNULL)
        started = f'"start","id":"{dead}'.encode()  # parameters may follow
        while not any(started in path.read_bytes() for path in folder.glob("*.jsonl")):
            if process.poll() is not None:
                raise SystemExit(f"{dead} never started")
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        evidence = load([folder], root=place.root)
        (session,) = evidence.sessions
        found = collections.Counter(o is Outcome.NOT_REPORTED for o in evidence.outcomes().values())
        yield "the run killed: complete", False, session.complete
        yield "the run killed: last test", True, f"last started {dead}" in session.stopped
        expected = {node_id.split("[")[0] for node_id in session.expected}
        yield "the run killed: reported + silent", len(expected), sum(found.values())
    finally:
        target.unlink()


SPECS = """\
project: real
source: {{root: {root}, package: {package}, tests: [{tests}]}}
runs: {{commit: {{types: [unit]}}}}
untracked: ignore
"""


def shards(place: Place) -> Iterator[Row]:
    """`specgen run` in three shards, in random order; the gate finds the one that is left out."""
    root, _, package = place.project.package.rpartition("/")
    (place.root / "specs").mkdir(exist_ok=True)
    text = SPECS.format(root=root or ".", package=package, tests=place.project.tests)
    (place.root / "specs/project.yaml").write_text(text)
    specgen = [place.python, "-m", "specgen"]
    env = {**os.environ, "PYTEST_ADDOPTS": "-W ignore -p no:randomly --random-order-seed=3"}
    for shard in (1, 2, 3):
        words = ["run", "--moment", "commit", "--shard", f"{shard}/3", "--no-gate"]
        done = subprocess.run([*specgen, *words, "--evidence", f"shards/{shard}"], cwd=place.root,
                              env=env, capture_output=True, text=True)  # fmt: skip
        if done.returncode:
            print(done.stdout[-2000:], done.stderr[-2000:])
    evidence = load([place.root / "shards"], root=place.root)
    ids = [r.node_id for r in evidence.records]
    plain = load([place.root / "records-as-it-is"], root=place.root)
    yield "three shards: each test once", len({r.node_id for r in plain.records}), len(ids)
    yield "three shards: no test twice", len(ids), len(set(ids))
    for given, absent in ((("1", "2", "3"), False), (("1", "3"), True)):
        folders = [f"shards/{n}" for n in given]
        words = [*specgen, "gate", *folders, "--moment", "commit", "--one-machine"]
        done = subprocess.run(words, cwd=place.root, capture_output=True, text=True)
        found = "shard 2 of 3 of unit tests is absent" in done.stdout
        yield f"the gate misses a shard of {' '.join(given)}", absent, found


LINES = """\
import json, os
from coverage import CoverageData

data = CoverageData("cov.data")
data.read()
files = {os.path.relpath(name): len(data.lines(name)) for name in data.measured_files()}
print(json.dumps({name: count for name, count in files.items() if count}))
"""


def measured(place: Place) -> Iterator[Row]:
    """Coverage with a context: our figures against the totals that coverage.py computes."""
    tests = place.project.tests
    run = [place.python, "-m", "coverage"]
    source = f"--source={place.project.package}"
    words = ["run", "--branch", "--context=unit", source, "--data-file=cov.data", "-m", "pytest"]
    subprocess.run([*run, *words, *QUIET, tests], cwd=place.root, capture_output=True)
    words = ["json", "--show-contexts", "--data-file=cov.data", "-o", "coverage.json", "--rcfile="]
    subprocess.run([*run, *words], cwd=place.root, capture_output=True, check=True)
    totals = json.loads((place.root / "coverage.json").read_text("utf-8"))["totals"]
    figures = load([place.root / "coverage.json"], root=place.root).coverage.values()
    lines = sum(f.covered - f.branches_taken for f in figures)
    yield "coverage: lines", totals["covered_lines"], lines
    yield "coverage: branches", totals["covered_branches"], sum(f.branches_taken for f in figures)
    said = subprocess.run([place.python, "-c", LINES], cwd=place.root, capture_output=True,
                          check=True, text=True).stdout  # fmt: skip
    raw = load([place.root / "cov.data"], root=place.root).coverage
    ours = {path: len(f.executed) for path, f in raw.items()}
    yield "coverage: lines of the data file, per file", json.loads(said), ours


def unittested(place: Place) -> Iterator[Row]:
    """Other producers of JUnit XML, for a suite that is unittest's."""
    if place.project.name != "more-itertools":
        return
    words = [place.python, "-m", "xmlrunner", "-o", "xmlrunner", "tests.test_more"]
    done = subprocess.run(words, cwd=place.root, capture_output=True, text=True)
    ran = int(re.findall(r"Ran (\d+) tests", done.stdout + done.stderr)[-1])
    evidence = load([place.root / "xmlrunner"], root=place.root)
    yield "unittest-xml-reporting", ran, len(evidence.outcomes())
    words = [place.python, "-m", "nose2", "--plugin", "nose2.plugins.junitxml", "--junit-xml",
             "tests.test_more"]  # fmt: skip
    done = subprocess.run(words, cwd=place.root, capture_output=True, text=True)
    ran = int(re.findall(r"Ran (\d+) tests", done.stdout + done.stderr)[-1])
    evidence = load([place.root / "nose2-junit.xml"], root=place.root)
    yield "nose2", ran, len(evidence.outcomes())


SPEED = """
from {package} import {name}

def test_speed(benchmark):
    benchmark.pedantic({name}, args={arguments}, rounds=50, iterations=20)
"""
TIMED = {"markupsafe": ("markupsafe", "escape", "('<b>',)"),
         "more-itertools": ("more_itertools", "first", "([1, 2],)")}  # fmt: skip


def timed(place: Place) -> Iterator[Row]:
    """pytest-benchmark: its own figures against those that we compute of its raw rounds."""
    if place.project.name not in TIMED:
        return
    package, name, arguments = TIMED[place.project.name]
    target = place.root / place.project.tests / "test_speed.py"
    target.write_text(SPEED.format(package=package, name=name, arguments=arguments))
    relative = f"{place.project.tests}/test_speed.py"
    place.pytest(relative, "--benchmark-json=b.json", "--benchmark-save-data")
    target.unlink()
    said = json.loads((place.root / "b.json").read_text("utf-8"))["benchmarks"]
    found = load([place.root / "b.json"], root=place.root).benchmarks
    yield "pytest-benchmark: benchmarks", len(said), len(found)
    for theirs, ours in zip(said, found, strict=False):
        stats = theirs["stats"]
        yield "pytest-benchmark: test", f"{relative}::test_speed", ours.node_id.partition("[")[0]
        yield "pytest-benchmark: rounds", sorted(stats["data"]), sorted(ours.rounds)
        within = stats["min"] <= ours.stats["p50"] <= ours.stats["p95"] <= stats["max"]
        yield "pytest-benchmark: quantiles of real rounds", True, within


def spoilt(place: Place) -> Iterator[Row]:
    """Every kind of evidence, cut and spoilt: never a crash, never more than was there."""
    root = place.root
    for path in (*(root / "records-injected").glob("*.jsonl"), root / "records-injected.xml",
                 root / "coverage.json", root / "cov.data"):  # fmt: skip
        for name, wrong in damage.check(path, root=root):
            yield f"{path.name if len(path.name) < 30 else 'records'} {name}", [], wrong


def at_any_moment(place: Place) -> Iterator[Row]:
    """The run killed at twenty moments (kills.py)."""
    command = [place.python, "-m", "pytest", *QUIET, place.project.tests]
    gate = [place.python, "-m", "specgen", "gate", "--moment", "commit", "--one-machine"]
    yield from kills.killed_often(place.root, command, gate)


WAYS = (whole, injected, killed, shards, at_any_moment, measured, unittested, timed, spoilt)


def places(work: Path, names: list[str]) -> Iterator[Place]:
    """Each project, unpacked and installed."""
    python = work / "venv/bin/python"
    if not python.exists():
        venv.create(work / "venv", with_pip=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "install", *TOOLS, "-e", str(HERE.parents[1])], check=True)
    for project in PROJECTS:
        if names and project.name not in names:
            continue
        pin = f"{project.name}=={project.version}"
        sdists = work / "sdists" / project.name
        if not list(sdists.glob("*.gz")):
            words = ["download", "--no-deps", "--no-binary", ":all:", "-d", str(sdists), pin]
            subprocess.run([*pip, *words], check=True)
        root = work / "trees" / project.name
        subprocess.run(["rm", "-rf", str(root)], check=True)
        with tarfile.open(next(sdists.glob("*.gz"))) as archive:
            archive.extractall(root, filter="data")
        tree = next(root.iterdir())
        subprocess.run([*pip, "install", "-e", str(tree), *project.needs], check=True)
        yield Place(project, tree, str(python))


def main() -> int:
    """Print every comparison; 1 where any differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--work", type=Path, default=WORK)
    chosen = parser.parse_args()
    bad = total = 0
    for place in places(chosen.work, chosen.names):
        for way in WAYS:
            for name, theirs, ours in way(place):
                same = theirs == ours
                total, bad = total + 1, bad + (not same)
                shown = f"{theirs}" if same else f"{theirs}, we say {ours}: DIFFERS"
                print(f"{place.project.name} | {name} | {shown[:300]}", flush=True)
    for name, theirs, ours in (*mutants.mutated(chosen.work), *damage.hostile()):
        total, bad = total + 1, bad + (theirs != ours)
        print(f"{name} | {theirs}{'' if theirs == ours else f', we say {ours}: DIFFERS'}")
    print(f"{total} comparisons, {bad} differ")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
