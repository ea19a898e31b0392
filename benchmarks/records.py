"""Reading records: CPU seconds and peak memory, beside reading the same JSON by the library alone.

Run: ``python benchmarks/records.py [tests]``; to pair it with another checkout, run it in turns
with that one's ``generator`` first on ``PYTHONPATH``.  On two shared cores, CPython 3.11, against
ebbc95b: 100,000 records 1.2 s (3.0 s) and 73 MiB (181), 500,000 in 281 MiB (819).
"""

import gc
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from specgen.evidence.load import load

PER_FILE = 5_000
OUTCOMES = ("pass",) * 20 + ("skip", "xfail", "fail", "flaky")


def write(folder: Path, tests: int) -> None:
    """Records as the plugin writes them, a file for every shard."""
    for first in range(0, tests, PER_FILE):
        lines: list[dict[str, object]] = [
            {"kind": "test", "id": f"tests/unit/test_m{n % 2000}.py::test_{n}", "worker": "gw0",
             "outcome": OUTCOMES[n % len(OUTCOMES)], "type": "unit", "seconds": 0.01,
             "spec": [f"m{n % 2000}.unit.baseline"], "phases": [["setup", "pass", 0.001],
             ["call", "pass", 0.008], ["teardown", "pass", 0.001]]}
            for n in range(first, min(first + PER_FILE, tests))
        ]  # fmt: skip
        ids = [line["id"] for line in lines]
        lines = [
            {"kind": "session", "id": f"s{first}", "type": "unit"},
            {"kind": "collected", "ids": ids, "count": len(ids)},
            *lines,
            {"kind": "end", "seconds": 60.0},
        ]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"s{first}.jsonl").write_text(text)


def main(tests: int) -> None:
    """Print what reading costs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, tests)
        gc.disable()  # as the command does
        began = time.process_time()
        for path in folder.iterdir():
            with path.open("rb") as stream:
                for line in stream:
                    json.loads(line)
        plain = time.process_time()
        found = load([folder], root=folder)
        outcomes = found.outcomes()
        done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(outcomes):,} tests: {done - plain:.2f} s; JSON alone {plain - began:.2f} s", end=""
    )
    print(f"; peak {peak:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
