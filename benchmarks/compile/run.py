"""Check a large repository cold and warm, and start up: median time and peak memory of each.

    python benchmarks/compile/run.py [--modules 1000] [--runs 5]

Whole processes, as a user starts them; run it where nothing else runs.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workload import write

GENERATOR = str(Path(__file__).resolve().parents[2] / "generator")


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: seconds by the clock and of the processors, memory in MiB.

    The memory is that of the largest single process.
    """

    wall: float
    cpu: float
    peak: float
    exit_code: int


def measure(arguments: list[str], folder: Path) -> Run:
    """Run Python with ``arguments`` in ``folder``, with our package before all others."""
    environment = {**os.environ, "PYTHONPATH": GENERATOR}
    command = [sys.executable, *arguments]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode)


def report(
    name: str,
    arguments: list[str],
    folder: Path,
    *,
    runs: int,
    before: Callable[[], None] = lambda: None,
) -> float:
    """Print the figures of several runs, after one that does not count; the median of the wall."""
    found = []
    for _ in range(runs + 1):
        before()
        found.append(measure(arguments, folder))
    counted = found[1:]
    codes = sorted({run.exit_code for run in counted})
    if codes != [0]:
        sys.exit(f"{name}: exit {codes}, so its time says nothing")
    wall = statistics.median(run.wall for run in counted)
    cpu = statistics.median(run.cpu for run in counted)
    least, peak = min(run.wall for run in counted), max(run.peak for run in counted)
    print(f"{name:<26} {wall:7.3f} s  (least {least:.3f}, cpu {cpu:.3f})  {peak:6.1f} MiB")
    return wall


def main() -> None:
    """Make the workload, build it once, and print a line per measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    chosen = parser.parse_args()
    specgen = ["-m", "specgen"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, chosen.modules)
        built = measure([*specgen, "build"], folder)
        files = sum(1 for _ in (folder / "generated_tests").rglob("*.py"))
        print(f"{chosen.modules} modules, {files} generated files, {os.cpu_count()} processors")
        print(f"load when begun: {os.getloadavg()[0]:.1f}")
        print(f"{'build from nothing':<26} {built.wall:7.3f} s  (once)")
        check, cache = [*specgen, "check"], folder / ".specgen"
        report(
            "check, cold (no cache)", check, folder,
            runs=chosen.runs, before=lambda: shutil.rmtree(cache, ignore_errors=True),
        )  # fmt: skip
        report("check, warm and clean", check, folder, runs=chosen.runs)
        version = report("specgen --version", [*specgen, "--version"], folder, runs=chosen.runs)
        bare = report("bare interpreter", ["-c", "pass"], folder, runs=chosen.runs)
        print(f"--version over bare: {(version - bare) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
