"""Execute emitted pipelines: every command of every step, on a right tree and on faulty ones.

Run it from the repository's root as ``python -m tests.ci.executed [--hosts github gitlab] [--trees
NAME …] [--moments NAME …] [--keep DIR]``.  The project of ``sample/`` is compiled and committed;
each tree of ``trees.py`` is a pull request to it.  The emitted workflow is read, and its jobs run
here, each in a clean clone with a clean environment, specgen installed from a wheel of this one.
Only what is not a command is stood in for (``stand_ins.py``).  The job that should fail must fail
for its reason, and no other; exit code 1 otherwise.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.ci import gitlab_config, workflow
from tests.ci.github import run_workflow
from tests.ci.gitlab import run_pipeline
from tests.ci.machine import Machine, fresh
from tests.ci.stand_ins import fresh_python
from tests.ci.trees import FAULTS, MERGED, NIGHT, PYTHON, RIGHT, Fault, git, proposed, seed
from tests.ci.workflow import JobResult

HERE = Path(__file__).parent.parent.parent
UV = Path(sys.executable).with_name("uv")
LONGEST = 150  # lines of what failed that are shown of one tree
HOSTS = ("github", "gitlab")
TREES = (RIGHT, MERGED, NIGHT, *FAULTS)
_GH = """#!/bin/sh
# stands in for GitHub's command line: says what it was asked, and shows the text it was given;
# there are no earlier runs
[ "$1 $2" = "run list" ] && exit
echo "gh $*"
while [ $# -gt 0 ]; do [ "$1" = --body-file ] && cat "$2"; shift; done
"""


@dataclass(frozen=True)
class Trial:
    """One tree on one host; ``specgen`` is the command of its author, ``links`` has the wheel."""

    host: str
    fault: Fault
    specgen: str
    links: Path


@dataclass(frozen=True)
class Verdict:
    """What happened; ``wrong`` says what should not have."""

    trial: Trial
    results: list[JobResult]
    wrong: list[str]
    seconds: float


def judged(trial: Trial, results: list[JobResult]) -> list[str]:
    """What is wrong: a job that should have failed and did not, or the other way round."""
    failed = {short(r.job) for r in results if r.result == "failure"}
    fault = trial.fault
    if not results:
        return ["no job ran"]
    if not fault.finds:
        wrong = [f"{name} failed on a right tree" for name in sorted(failed)]
        idle = [r.name for r in results if _idle(r)]
        return wrong + [f"{name} did not run" for name in idle] + _unsaid(results)
    expected = {fault.finds, "gate"}
    wrong = [f"{name} should have failed" for name in sorted(expected - failed)]
    wrong += [f"{name} should not have failed" for name in sorted(failed - expected)]
    said = "\n".join(r.output for r in results if short(r.job) == fault.finds)
    return wrong + ([] if fault.says in said else [f"nothing says {fault.says}"])


def short(job: str) -> str:
    """The job's name without the project and the moment that GitLab's have."""
    return job.rsplit(":", maxsplit=1)[-1]


def _idle(result: JobResult) -> bool:
    """Whether it was skipped though it could have run here."""
    return result.result == "skipped" and not result.absent


def _unsaid(results: list[JobResult]) -> list[str]:
    """What a pipeline that passes declares to keep, and does not have."""
    lines = [line for r in results for line in r.output.splitlines()]
    return [line for line in lines if line.startswith("WARNING: ") and "no matching" in line]


def wheel(links: Path) -> Path:
    """This repository as a wheel in a folder that installers can be pointed at."""
    words = ["build", "--quiet", "--wheel", "--out-dir", str(links)]
    subprocess.run([str(UV), *words], cwd=HERE, check=True)
    return links


def author(where: Path, links: Path) -> str:
    """The command of who changes the trees: specgen from the same wheel as in the pipelines."""
    fresh_python(where)
    words = ["pip", "install", "--quiet", "--python", str(where / "bin/python")]
    subprocess.run([str(UV), *words, "--find-links", str(links), "specgen"], check=True)
    return str(where / "bin/specgen")


def tried(trial: Trial, seeded: Path, where: Path) -> Verdict:
    """Run one trial."""
    began = time.monotonic()
    place = fresh(where / f"{trial.host}-{trial.fault.name.replace(' ', '-')}")
    origin = proposed(seeded, place, trial.fault, specgen=trial.specgen)
    tools = place / "tools"
    tools.mkdir()
    (tools / "gh").write_text(_GH)
    (tools / "gh").chmod(0o755)
    lost = re.compile(trial.fault.loses or "(?!)")
    machine = Machine(
        place / "run", (tools,), trial.links, PYTHON, loses=lambda name: bool(lost.search(name))
    )
    if trial.host == "github":
        moment = trial.fault.moment
        tail = "" if moment == "pull_request" else f"-{moment}"
        file = place / "work" / f".github/workflows/specgen{tail}.yml"
        results = run_workflow(workflow.read(file), machine, origin)
    else:
        results = run_pipeline(gitlab_config.read(place / "work/.gitlab-ci.yml"), machine, origin)
    (place / "log.txt").write_text("\n".join(_told(results)), "utf-8")
    return Verdict(trial, results, judged(trial, results), time.monotonic() - began)


def _told(results: list[JobResult]) -> list[str]:
    lines = []
    for result in results:
        lines.append(f"===== {result.name}: {result.result} {result.absent}")
        for step in result.steps:
            lines += [f"----- {step.name}: {step.result}, {step.seconds:.1f} s", step.output]
    return lines


def row(verdict: Verdict) -> str:
    """One line of the table."""
    failed = sorted({short(r.job) for r in verdict.results if r.result == "failure"})
    idle = sorted({short(r.job) for r in verdict.results if _idle(r)})
    steps = sum(s.result != "skipped" for r in verdict.results for s in r.steps)
    cells = [
        verdict.trial.host,
        verdict.trial.fault.name,
        ", ".join(failed) or "none",
        ", ".join(idle) or "none",
        str(steps),
        f"{verdict.seconds:.0f}",
        "; ".join(verdict.wrong) or "as it should",
    ]
    return f"| {' | '.join(cells)} |"


def shown(verdict: Verdict) -> Verdict:
    """Print its line of the table at once."""
    print(row(verdict), flush=True)
    return verdict


def main() -> int:
    """Run every trial, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", nargs="+", choices=HOSTS, default=list(HOSTS))
    names = [fault.name for fault in TREES]
    parser.add_argument("--trees", nargs="+", choices=names, default=names)
    moments = list(dict.fromkeys(fault.moment for fault in TREES))
    parser.add_argument("--moments", nargs="+", choices=moments, default=moments)
    parser.add_argument("--jobs", type=int, default=2, help="trials at once")
    parser.add_argument("--keep", type=Path, help="work here, and leave it")
    given = parser.parse_args()
    chosen = [f for f in TREES if f.name in given.trees and f.moment in given.moments]
    with tempfile.TemporaryDirectory() as folder:
        where = fresh(given.keep) if given.keep else Path(folder)
        links = wheel(where / "links")
        command = author(where / "author", links)
        seeded = seed(where / "seed", specgen=command)
        trials = [Trial(host, f, command, links) for f in chosen for host in given.hosts]
        print(f"sample at {git(seeded, 'rev-parse', '--short', 'HEAD')}, Python {PYTHON}, Linux")
        print("| host | tree | failed | skipped | steps run | s | verdict |")
        print("|---|---|---|---|---:|---:|---|")
        with ThreadPoolExecutor(max_workers=given.jobs) as pool:
            verdicts = pool.map(lambda trial: tried(trial, seeded, where), trials)
            bad = [verdict for verdict in verdicts if shown(verdict).wrong]
        for verdict in bad:
            name = f"{verdict.trial.host}, {verdict.trial.fault.name}"
            lines = _told([r for r in verdict.results if r.result == "failure"])
            kept = [line for text in lines for line in text.splitlines() if line[:3] != " + "]
            print(f"== {name}", *kept[-LONGEST:], sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    os.environ.pop("PYTEST_ADDOPTS", None)
    sys.exit(main())
