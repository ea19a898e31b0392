"""The gate over many results: seconds and peak memory, from recorded evidence to the text.

It also remembers that run twenty times over, as on twenty days, and measures what reading such a
ledger and the trend of it cost.

Seconds are of this process: the machine may be busy with others.
Run: ``python benchmarks/gate.py [tests] [modules]``; the budget is 5 s and 500 MB for 100,000
results and 2,000 modules, program and gap report already there.
"""

import gc
import json
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from specgen.evidence.load import load
from specgen.evidence.model import Evidence
from specgen.gate.gather import gather
from specgen.gate.judge import judge
from specgen.gate.model import Facts
from specgen.history.folder import append, compact, read_folder
from specgen.history.model import History
from specgen.history.remember import remember
from specgen.history.trend import trend
from specgen.pipeline import compile_tree
from specgen.program.model_policy import Remembering
from specgen.report.formats_of_verdicts import VERDICT_FORMATS
from specgen.report.model_verdict import View
from specgen.report.verdict_as_text import verdict_as_text

TYPES = ("unit", "property", "integration", "e2e", "stress", "race", "performance", "chaos")
PER_FILE = 5_000
RUNS = 20
OUTCOMES = ("pass",) * 20 + ("skip", "xfail", "fail", "flaky")


def specs(root: Path, modules: int) -> None:
    """A project with a critical tier and one waiver in a hundred modules."""
    folder = root / "specs"
    folder.mkdir()
    waivers = [
        f'  - {{for: "tests/unit/test_m{n}.py::*", allow: skip, reason: Later, issue: {n},'
        ' approved_by: "@lead", expires: 2027-01-01}\n'
        for n in range(0, modules, 100)
    ]
    (folder / "project.yaml").write_text(
        "project: big\nsource: {root: src, package: big, tests: [tests]}\nskeletons: none\n"
        "documents: []\n"
        'tiers:\n  critical: {modules: ["*"], requires: [unit], evidence: passing,'
        " budget: {coverage: 80%}}\n"
        "budget: {coverage: {total: 80%, floor: 50%}, flaky: 0}\n"
        "waivers:\n" + "".join(waivers)
    )
    names = "".join(f"  - {{module: big.m{n}}}\n" for n in range(modules))
    (folder / "modules.yaml").write_text("modules:\n" + names)
    (root / "src/big").mkdir(parents=True)
    for n in range(modules):
        (root / f"src/big/m{n}.py").write_text("def f():\n    return 1\n")


def evidence(root: Path, tests: int, *, modules: int) -> Path:
    """Records as the plugin writes them, in files of one shard each, and coverage."""
    folder = root / "evidence"
    folder.mkdir()
    for first in range(0, tests, PER_FILE):
        session = f"s{first}"
        lines: list[dict[str, object]] = [{"kind": "session", "id": session, "type": "unit"}]
        for n in range(first, min(first + PER_FILE, tests)):
            module, outcome = n % modules, OUTCOMES[n % len(OUTCOMES)]
            lines.append(
                {"kind": "test", "id": f"tests/unit/test_m{module}.py::test_{n}",
                 "outcome": outcome, "type": "unit", "seconds": 0.01, "worker": "gw0",
                 "spec": [f"m{module}.unit.baseline"], "phases": [["setup", "pass", 0.001],
                 ["call", "pass", 0.008], ["teardown", "pass", 0.001]]}
            )  # fmt: skip
        ids = [line["id"] for line in lines[1:]]
        lines.insert(1, {"kind": "collected", "ids": ids, "count": len(ids)})
        lines.append({"kind": "end", "seconds": 60.0})
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{session}.jsonl").write_text(text)
    files = {
        f"src/big/m{n}.py": {
            "executed_lines": [1, 2],
            "missing_lines": [3] if n % 3 else [],
            "summary": {},
        }
        for n in range(modules)
    }
    report = {"meta": {"format": 3, "version": "7.6"}, "files": files, "totals": {}}
    (folder / "coverage.json").write_text(json.dumps(report))
    return folder


def ledger(folder: Path, loaded: Evidence) -> None:
    """Twenty runs as one a day, each with ids and outcomes of its own."""
    run = remember(loaded)
    for day in range(1, RUNS + 1):
        sittings = (
            replace(s, id=f"{s.id}-{day}", started=f"2026-11-{day:02}T00:00:00Z", tree=f"t{day}")
            for s in run.sittings
        )
        append(folder, History(tuple(sittings)))


def remembered(root: Path, loaded: Evidence) -> None:
    """Print what a ledger costs."""
    folder = root / "history"
    ledger(folder, loaded)
    size = sum(path.stat().st_size for path in folder.iterdir())
    began = time.process_time()
    history, _ = read_folder(folder)
    read = time.process_time()
    trend(history, date(2026, 11, 21), project="big", rules=Remembering())
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    files, less = compact(folder)
    print(
        f"ledger of {RUNS} such runs, {size / 1e6:.0f} MB: read {read - began:.2f} s, trend", end=""
    )
    print(
        f" {done - read:.2f} s, peak {peak:.0f} MB; {files} files compacted save {less / size:.0%}"
    )


def main(tests: int, modules: int) -> None:
    """Print seconds per step and the peak."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        specs(root, modules)
        (project,) = compile_tree(root).projects
        where = evidence(root, tests, modules=modules)
        gc.disable()  # as the command does: nothing here is garbage
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        began = time.process_time()
        loaded = load([where], root=root)
        read = time.process_time()
        results = gather(project.program, loaded)
        facts = Facts(project.program, project.report, results, date(2026, 11, 21))
        verdict = judge(facts)
        judged = time.process_time()
        verdict_as_text(verdict, View())
        done = time.process_time()
        sizes = {f.name: len(f.render(verdict, View())) for f in VERDICT_FORMATS}
        every = time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        remembered(root, loaded)
    print(f"{len(results.tests):,} tests, {modules:,} modules, {len(verdict.decisions):,} findings")
    print(f"read {read - began:.2f} s, judge {judged - read:.2f} s, text {done - judged:.2f} s")
    print(f"all {done - began:.2f} s; peak {peak:.0f} MB ({before:.0f} MB before)")
    print(f"all {len(sizes)} formats {every - done:.2f} s: ", end="")
    print(", ".join(f"{name} {size:,} B" for name, size in sizes.items()))


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:] or ("100000", "2000")))
