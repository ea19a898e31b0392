"""Measure `specgen gaps` where there are no specs: 1,000 tests of 100 modules, as a process.

Run: python benchmarks/first_report.py
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

MODULES, TESTS, CHECKS, RUNS = 100, 10, 15, 5
LIMIT = 5.0  # seconds

FUNCTION = '''\
def f{n}(a: int, b: str = "x") -> int:
    """Add {n}."""
    if a < 0:
        raise ValueError(b)
    return a + {n}


'''


def repository(root: Path) -> int:
    """Write it; returns the lines of its tests."""
    source, tests = root / "src/big", root / "tests"
    source.mkdir(parents=True)
    tests.mkdir()
    (source / "__init__.py").write_text("")
    lines = 0
    for module in range(MODULES):
        text = "import json\n\n\n" + "".join(FUNCTION.format(n=n) for n in range(TESTS))
        (source / f"m{module}.py").write_text(text)
        text = "".join([f"import pytest\nfrom big import m{module}\n\n\n", *_tests(module)])
        (tests / f"test_m{module}.py").write_text(text)
        lines += text.count("\n")
    return lines


def _tests(module: int) -> list[str]:
    checks = "".join(f"    assert value + {k} > {k}\n" for k in range(CHECKS))
    return [
        f"def test_{n}():\n    value = m{module}.f{n}(1)\n{checks}"
        f"    with pytest.raises(ValueError):\n        m{module}.f{n}(-1)\n\n\n"
        for n in range(TESTS)
    ]


def main() -> int:
    """Print the median of several runs; 1 where it is over the limit."""
    with tempfile.TemporaryDirectory() as folder:
        lines = repository(Path(folder))
        command = [sys.executable, "-m", "specgen", "gaps", "--root", folder]
        taken = []
        for _ in range(RUNS):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            taken.append(time.perf_counter() - start)
    median = sorted(taken)[RUNS // 2]
    print(f"{MODULES * TESTS:,} tests, {lines:,} lines: median {median:.2f} s, limit {LIMIT:g} s")
    return int(median > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
