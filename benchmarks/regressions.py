"""How often `specgen compare` and the gate find a planted slowdown, and how often one that is not.

A repository with four benchmarks (microseconds to milliseconds) is compared with a base: some
times with one of them made twice as slow, some times with the very same code.  Prints how many
comparisons were judged right.  Run: ``python benchmarks/regressions.py [slow] [equal] [rounds]``;
the bars are 9 of 10 and 20 of 20, on a machine that may be busy with others.  With ``light`` in
front the same functions are timed in bare interpreters, without pytest: the rule alone, thirty
times sooner.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from specgen.evidence.comparison import comparison
from specgen.evidence.model import BenchmarkFigures
from specgen.gate.performance_regression import DEFAULT

CODE = """\
def tiny(n):
    return sum(range(n)){tiny}


def text(n):
    return ",".join(str(x) for x in range(n))


def table(n):
    return {{x: x * x for x in range(n)}}


def sort(n):
    return sorted((x * 7919) % n for x in range(n))
"""
TESTS = """\
import pytest

from shop import work


@pytest.mark.performance
@pytest.mark.parametrize(
    ("name", "size"), [("tiny", 200), ("text", 500), ("table", 1000), ("sort", 3000)]
)
def test_speed(benchmark, name, size):
    benchmark.pedantic(getattr(work, name), args=(size,), rounds=100, warmup_rounds=5)
"""
SPECS = "project: shop\nsource: {root: src, package: shop}\nskeletons: none\ndocuments: []\n"


def git(root: Path, *words: str) -> None:
    """Run git there as nobody in particular."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def planted(root: Path) -> None:
    """The repository, with its base on ``main``."""
    for name, text in {
        "specs/project.yaml": SPECS,
        "specs/work.yaml": "module: shop.work\n",
        "src/shop/__init__.py": "",
        "src/shop/work.py": CODE.format(tiny=""),
        "tests/test_work.py": TESTS,
        "pytest.ini": "[pytest]\npythonpath = src\nmarkers = performance\n",
        ".gitignore": "__pycache__/\n.specgen/\n",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Base")


def flagged(root: Path, rounds: int) -> list[str]:
    """The benchmarks that the gate calls slower, in one comparison with ``main``."""
    specgen = [sys.executable, "-m", "specgen"]
    with tempfile.TemporaryDirectory() as evidence:
        subprocess.run(
            [*specgen, "compare", "main", "--rounds", str(rounds), "--evidence", evidence],
            cwd=root, check=True, capture_output=True,
        )  # fmt: skip
        judged = subprocess.run(
            [*specgen, "gate", evidence, "--format", "json"],
            cwd=root, check=False, capture_output=True,
        )  # fmt: skip
    found = json.loads(judged.stdout)["findings"]
    return [f["subject"] for f in found if f["rule"] == "performance-regression"]


LIGHT = """\
import statistics, sys, time
sys.path.insert(0, sys.argv[1])
from shop import work
for name, size in ("tiny", 200), ("text", 500), ("table", 1000), ("sort", 3000):
    call, rounds = getattr(work, name), []
    for _ in range(105):
        began = time.perf_counter()
        call(size)
        rounds.append(time.perf_counter() - began)
    print(name, statistics.median(rounds[5:]))
"""


def timed(source: Path) -> list[BenchmarkFigures]:
    """The medians of one bare interpreter."""
    words = [sys.executable, "-c", LIGHT, str(source)]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    pairs = (line.split() for line in said.splitlines())
    return [BenchmarkFigures(name, stats={"median": float(seconds)}) for name, seconds in pairs]


def flagged_light(base: Path, head: Path, rounds: int) -> list[str]:
    """What the rule says of one comparison of two folders of sources."""
    turns = []
    for number in range(rounds):
        sides = (base, head) if number % 2 else (head, base)
        found = {side: timed(side) for side in sides}
        turns.append((found[base], found[head]))
    compared = comparison(turns, base="b", head="h").compared
    return [c.node_id for c in compared if c.ratio > 1 + DEFAULT and c.sure_ratio > 1]


def light(slow: int, equal: int, rounds: int) -> None:
    """The rule alone."""
    with tempfile.TemporaryDirectory() as name:
        roots = [Path(name) / each for each in ("base", "same", "slow")]
        for root in roots:
            (root / "shop").mkdir(parents=True)
            planted = " + sum(range(n))" if root.name == "slow" else ""
            (root / "shop/work.py").write_text(CODE.format(tiny=planted))
        base, same, slower = roots
        load = os.getloadavg()[0]
        said = [flagged_light(base, same, rounds) for _ in range(equal)]
        silent = sum(not each for each in said)
        print(f"equal code: {silent} of {equal} without a finding: {sum(said, [])}")
        found = [flagged_light(base, slower, rounds) for _ in range(slow)]
        caught = sum("tiny" in each for each in found)
        print(f"twice as slow: found in {caught} of {slow}; others said to be slower:"
              f" {sum(map(len, found)) - caught}; {rounds} rounds, load {load:.1f}")  # fmt: skip


def main(slow: int, equal: int, rounds: int) -> None:
    """Print how many of each kind were judged right."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        planted(root)
        began, load = time.perf_counter(), os.getloadavg()[0]
        said = [flagged(root, rounds) for _ in range(equal)]
        right = sum(not each for each in said)
        print(
            f"equal code: {right} of {equal} without a finding; said: {sum(said, [])}", flush=True
        )
        (root / "src/shop/work.py").write_text(CODE.format(tiny=" + sum(range(n))"))
        found = [flagged(root, rounds) for _ in range(slow)]
        caught = sum("tests/test_work.py::test_speed[tiny-200]" in each for each in found)
        false = sum(len(each) for each in found) - caught
        print(f"twice as slow: found in {caught} of {slow}; others said to be slower: {false}")
        seconds = (time.perf_counter() - began) / max(slow + equal, 1)
        print(f"{rounds} rounds, {seconds:.1f} s a comparison; load {load:.1f}")


if __name__ == "__main__":
    chosen = light if sys.argv[1:2] == ["light"] else main
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    chosen(*(numbers or (10, 20, 8)))
