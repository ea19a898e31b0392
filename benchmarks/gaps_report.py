"""Time the join and the gap document over many modules, half of whose cells have live tests."""

import argparse
import gc
import statistics
import time
from pathlib import PurePosixPath

from specgen.diagnostics import Span
from specgen.emit.gaps_document import gaps_document
from specgen.gaps.compare import compare
from specgen.inventory.model import How, Inventory, Link, TestItem
from specgen.levels import Level
from specgen.pipeline import BUILT_IN
from specgen.program.model import Program
from specgen.program.resolve import resolve
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.parse import parse

TYPES = ("unit", "property", "integration", "e2e", "stress", "race", "performance", "chaos")
PROJECT = "project: shop\ntiers: {critical: {requires: all, priority: high}}\n"
SPAN = Span(1, 1, 1, 1)


def program(modules: int, scenarios: int) -> Program:
    """A project of one tier that requires every type."""
    texts = {"specs/project.yaml": PROJECT}
    for number in range(modules):
        lines = [
            f"  - {{id: case-{n}, type: {TYPES[n % 8]}, title: Holds under load {n}, effort: 2h}}"
            for n in range(scenarios)
        ]
        head = [f"module: shop.m{number:04}", "tier: critical", "scenarios:"]
        texts[f"specs/m{number:04}.yaml"] = "\n".join([*head, *lines, ""])
    files = [read(PurePosixPath(path), text.encode())[0] for path, text in texts.items()]
    written, _ = parse(tuple(files), plain)
    return resolve(written[0], BUILT_IN)[0]


def inventory(found: Program) -> Inventory:
    """Two live tests for each cell of the first four types."""
    return Inventory(
        tuple(
            TestItem(
                f"tests/{kind}/test_{module.id}.py::test_{n}",
                f"tests/{kind}/test_{module.id}.py",
                f"test_{n}",
                SPAN,
                "",
                kind,
                Level.WRITTEN,
                links=(Link(module.name, How.CALLED, 1.0, 1, "called"),),
            )
            for module in found.modules
            for kind in TYPES[:4]
            for n in range(2)
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", type=int, default=1000)
    parser.add_argument("--scenarios", type=int, default=12, help="per module")
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    found = program(chosen.modules, chosen.scenarios)
    tests = inventory(found)
    skeletons = {s.id: Level.SKELETON for s in found.scenarios if not s.implicit}
    gc.collect()
    gc.disable()  # as the compiler does
    joins, texts = [], []
    for _ in range(chosen.rounds):
        start = time.perf_counter()
        report = compare(found, tests, generated=skeletons)
        middle = time.perf_counter()
        document = gaps_document(found, report)
        joins.append(middle - start)
        texts.append(time.perf_counter() - middle)
    print(f"{len(found.scenarios)} scenarios, {len(tests.items)} tests, {len(report.rows)} gaps")
    print(f"compare       median {statistics.median(joins):.3f} s, best {min(joins):.3f} s")
    print(f"gaps_document median {statistics.median(texts):.3f} s, best {min(texts):.3f} s")
    print(f"GAPS.md has {len(document.text)} characters")


if __name__ == "__main__":
    main()
