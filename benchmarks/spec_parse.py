"""Time the spec stage: validating many module specs of 100 lines that are already read."""

import argparse
import gc
import statistics
import time
from pathlib import PurePosixPath

from specgen.source.model import SourceFile
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.parse import parse

HEAD = """\
module: shop.part{part}.mod{number}
tier: critical
owner: "@team"
budget: {{coverage: 92%}}
needs: [mod{next}]
scenarios:
"""
SCENARIO = """\
  - id: scenario-{number}
    type: {type}
    title: Behaves well in situation {number}
    why: Situation {number} has happened
    priority: high
    effort: 2h..4h
    target: Client.call{number}
    budget: {{p95: 100ms, errors: 0}}
"""
TYPES = ("unit", "property", "stress", "race")


def spec(number: int) -> SourceFile:
    """One module with twelve scenarios, read."""
    text = HEAD.format(part=number // 50, number=number, next=number + 1)
    text += "".join(SCENARIO.format(number=n, type=TYPES[n % 4]) for n in range(12))
    return read(PurePosixPath(f"specs/m{number}.yaml"), text.encode())[0]


def main() -> None:
    """Print the median and the slowest of several runs, in milliseconds of processor time."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--specs", type=int, default=1_000)
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--gc", action="store_true", help="leave the garbage collector on")
    options = arguments.parse_args()
    files = [spec(number) for number in range(options.specs)]
    if not options.gc:
        gc.disable()
    times = []
    for _ in range(options.runs):
        start = time.process_time()
        problems = parse(files, plain)[1]
        times.append((time.process_time() - start) * 1000)
        assert not problems
    print(
        f"{options.specs} specs: median {statistics.median(times):.0f} ms, "
        f"first {times[0]:.0f} ms (with building the models), slowest {max(times):.0f} ms"
    )


if __name__ == "__main__":
    main()
