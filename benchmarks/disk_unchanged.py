"""Time the unchanged path of `check` over many generated test files: read, compare, say nothing."""

import argparse
import gc
import statistics
import tempfile
import time
from pathlib import Path, PurePosixPath

from specgen.disk.model import Context, Site
from specgen.disk.operations import operations
from specgen.disk.snapshot import snapshot
from specgen.disk.write import write
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.merge.merge import merge
from specgen.plan import Element, Ownership, Part, PartKind, Plan, PlannedFile

PRELUDE = '''"""Unit tests for shop.{module} (business)."""

import pytest
from specgen.testing import pending

from shop.{module} import Thing


'''
TEST = '''@pytest.mark.{type}
@pytest.mark.spec("{id}")
def test_{slug}(thing: Thing) -> None:
    """Scenario {slug} of {module}.

    Because it matters.
    """
    pending("call Thing.act and assert what it returns")
'''
TYPES = ("unit", "property", "integration", "e2e", "stress", "race", "performance", "chaos")


def element(module: str, type: str, slug: str) -> Element:
    id = f"{module}.{type}.{slug}"
    text = TEST.format(module=module, type=type, slug=slug, id=id)
    parts = (
        Part(PartKind.NAME, f"test_{slug}"),
        Part(PartKind.MARKS, f"@pytest.mark.{type}"),
        Part(PartKind.SPEC, f'@pytest.mark.spec("{id}")'),
        Part(PartKind.PARAMETERS, "thing: Thing"),
        Part(PartKind.DOCSTRING, text[text.index('"""') : text.rindex('"""') + 3]),
        Part(PartKind.BODY, text[text.index("    pending") :]),
    )
    return Element(id, parts, text)


def plan(modules: int) -> Plan:
    files = []
    for number in range(modules):
        module = f"module_{number:04}"
        for index, type in enumerate(TYPES):
            slugs = ("baseline", "extra")[: 1 + (index % 2)]
            elements = tuple(element(module, type, slug) for slug in slugs)
            prelude = PRELUDE.format(module=module)
            text = prelude + "\n\n".join(e.text for e in elements)
            path = PurePosixPath(f"generated_tests/{type}/test_{module}_{type}.py")
            files.append(
                PlannedFile(path, Ownership.SHARED, text, prelude, elements, f"shop.{module}")
            )
    return Plan.of(files)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    wanted, site = plan(arguments.modules), Site(PurePosixPath("specgen.lock"))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        first = operations(wanted, context(root, wanted, site))
        start = time.perf_counter()
        write(root, first.operations)
        print(f"write {len(first.operations)} files: {time.perf_counter() - start:.3f} s")
        gc.disable()
        laps = [lap(root, wanted, site) for _ in range(arguments.rounds)]
        for name, column in zip(
            ("read lock", "snapshot", "operations"), zip(*laps, strict=True), strict=True
        ):
            print(f"{name}: median {statistics.median(column):.3f} s")
        size = (root / site.lock).stat().st_size
    print(f"whole: median {statistics.median(map(sum, laps)):.3f} s, lock {size / 1e6:.1f} MB")


def context(root: Path, wanted: Plan, site: Site) -> Context:
    lock = read_lock((root / site.lock).read_text() if (root / site.lock).exists() else "")
    paths = [site.lock, *lock.owners, *(file.path for file in wanted.files)]
    return Context(snapshot(root, paths, found={}), lock, site, merge, write_lock)


def lap(root: Path, wanted: Plan, site: Site) -> tuple[float, float, float]:
    times = [time.perf_counter()]
    lock = read_lock((root / site.lock).read_text())
    times.append(time.perf_counter())
    tree = snapshot(root, [site.lock, *lock.owners, *(f.path for f in wanted.files)], found={})
    times.append(time.perf_counter())
    outcome = operations(wanted, Context(tree, lock, site, merge, write_lock))
    times.append(time.perf_counter())
    assert outcome.operations == outcome.findings == ()
    return times[1] - times[0], times[2] - times[1], times[3] - times[2]


if __name__ == "__main__":
    main()
