"""Which branches of its stages the inputs of a target reach."""

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import coverage
from benchmarks.fuzz.harness import drawn, tried
from benchmarks.fuzz.model import Target

import specgen

PACKAGE = Path(specgen.__file__).parent


def reached(targets: Sequence[Target], count: int, *, seed: int) -> str:
    """A table: per target and folder of the package, branches taken of those that there are."""
    lines = ["| target | folder | branches | lines |", "|---|---|---|---|"]
    for target in targets:
        measured = coverage.Coverage(
            data_file=None, branch=True, include=[f"{PACKAGE}/*"], config_file=False
        )
        with tempfile.TemporaryDirectory() as name:
            measured.start()
            for index in range(count):
                tried(target, drawn(target, index, seed=seed), Path(name))
            measured.stop()
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for path in sorted(PACKAGE.rglob("*.py")):
            folder = path.relative_to(PACKAGE).parts[0]
            if folder in target.folders:
                numbers = measured._analyze(str(path)).numbers
                found = (numbers.n_executed_branches, numbers.n_branches, numbers.n_executed,
                         numbers.n_statements)  # fmt: skip
                sums[folder] = [a + b for a, b in zip(sums[folder], found, strict=True)]
        for folder in target.folders:
            taken, branches, ran, statements = sums[folder]
            lines.append(
                f"| {target.name} | {folder} | {taken / max(branches, 1):.1%} of {branches}"
                f" | {ran / max(statements, 1):.1%} of {statements} |"
            )
    return "\n".join(lines)
