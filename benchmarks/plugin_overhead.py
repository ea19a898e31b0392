"""Measure what the pytest plugin costs on a suite of 5,000 tests: paired, interleaved runs.

Each round runs the suite three times in turn: without the plugin, with it at rest, and recording.
Figures are processor seconds (user and system), which a busy machine disturbs less than the clock;
the ratio of each pair is taken within its round, so that slow drift cancels out.  Of the ratios the
median is given, with the order statistics that hold it with 95 % confidence.

Run: python benchmarks/plugin_overhead.py [--rounds 15] [--tests 5000] [--empty]

The tests do what unit tests do: a fixture, parameters, a few calls, some hundred microseconds.
With --empty they do nothing at all, which no suite is, and which shows the cost per test best.
No other plugin is loaded: against a pytest that does more, ours would weigh less.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from math import comb
from pathlib import Path
from statistics import median

FILES = 100
LIMIT = 1.03  # recording, over nothing
IDLE = 1.01
PLUGIN = ("-p", "specgen.evidence.plugin")
MODES = {
    "without": (),
    "at rest": PLUGIN,
    "recording": (*PLUGIN, "--specgen-record", "records"),
}
EMPTY = "def test_{n}():\n    assert 1\n\n\n"
CODE = """\
import csv
import io
import json

import pytest


@pytest.fixture
def rows():
    return [{{"name": f"item {{n}}", "price": n / 4, "count": n % 7}} for n in range(40)]


def written(rows):
    text = io.StringIO()
    table = csv.DictWriter(text, ["name", "price", "count"])
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


"""
WORKING = """\
@pytest.mark.parametrize("factor", [1, 2, 3, 4, 5])
def test_{n}(rows, factor):
    total = sum(row["price"] * row["count"] * factor for row in rows)
    assert total > 0
    again = list(csv.DictReader(io.StringIO(written(rows))))
    assert [row["name"] for row in again] == [row["name"] for row in rows]
    assert json.loads(json.dumps(rows, indent=1)) == rows


"""


def suite(folder: Path, *, tests: int, empty: bool) -> None:
    """Write ``tests`` tests."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    head, body, weight = ("", EMPTY, 1) if empty else (CODE.format(), WORKING, 5)
    count = tests // FILES // weight
    for number in range(FILES):
        text = head + "".join(body.format(n=n) for n in range(count))
        (folder / f"test_{number}.py").write_text(text)


def spent(folder: Path, words: tuple[str, ...]) -> float:
    """Processor seconds of one run."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SPECGEN", "PYTEST", "COV"))}
    clean["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    process = subprocess.Popen(command, cwd=folder, env=clean, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def interval(ratios: list[float]) -> tuple[float, float]:
    """The narrowest pair of order statistics that holds the median with 95 % confidence."""
    count, ordered = len(ratios), sorted(ratios)
    low, tail = 0, 0.0
    while low < count // 2:
        tail += comb(count, low) / 2**count
        if tail > 0.025:
            break
        low += 1
    low = max(low - 1, 0)
    return ordered[low], ordered[count - 1 - low]


def main() -> int:
    """Print the ratios; 1 where recording costs more than its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--tests", type=int, default=5000)
    parser.add_argument("--empty", action="store_true")
    chosen = parser.parse_args()
    seconds: dict[str, list[float]] = {name: [] for name in MODES}
    with tempfile.TemporaryDirectory() as name:
        suite(Path(name), tests=chosen.tests, empty=chosen.empty)
        spent(Path(name), MODES["recording"])  # compiles the files
        for round_ in range(chosen.rounds):
            order = list(MODES)
            order = order[round_ % 3 :] + order[: round_ % 3]
            for mode in order:
                seconds[mode].append(spent(Path(name), MODES[mode]))
    bare = seconds["without"]
    print(
        f"{chosen.tests:,} tests, {chosen.rounds} rounds: {median(bare):.2f} s without the plugin"
    )
    found = {}
    for mode in ("at rest", "recording"):
        ratios = [one / other for one, other in zip(seconds[mode], bare, strict=True)]
        low, high = interval(ratios)
        each = median(a - b for a, b in zip(seconds[mode], bare, strict=True)) / chosen.tests
        found[mode] = median(ratios)
        print(
            f"{mode}: {(median(ratios) - 1) * 100:+.1f} % ({(low - 1) * 100:+.1f} to"
            f" {(high - 1) * 100:+.1f} %), {each * 1e6:.0f} microseconds a test"
        )
    return int(not chosen.empty and (found["recording"] > LIMIT or found["at rest"] > IDLE))


if __name__ == "__main__":
    sys.exit(main())
