"""How well hollow tests are told, against suites labelled by reading.

    python benchmarks/inventory/grading.py [--work DIR]

The labels are tests/unit/inventory/labelled/*.json; the sdists are those of accuracy.py.  Prints
per suite how many labelled tests are found and how many alarms are false; exits 1 below 95 % found
or above 2 % false.
"""

import argparse
import json
import tomllib
from pathlib import Path

from accuracy import HERE, WORK, Project, environment, unpack

from specgen.inventory.scan import TestLayout, scan
from specgen.levels import Level
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library

LABELS = HERE.parents[1] / "tests" / "unit" / "inventory" / "labelled"


def flagged(folder: Path, project: Project) -> set[str]:
    """The node ids graded hollow."""
    surface = survey(
        SourceLayout(project.root, (project.imported,)), Library(folder, name="s", bodies=False)
    )
    found = scan(folder, TestLayout(), surface=surface, reader=Library(folder))
    return {i.node_id for i in found.items if i.level is Level.HOLLOW}


def main() -> int:
    """Compare each labelled suite."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, default=WORK)
    work = parser.parse_args().work.resolve()
    table = tomllib.loads((HERE / "projects.toml").read_text())
    projects = {p["name"]: Project(**p) for p in table["project"]}
    environment(work, table["runner"]["needs"])
    good = True
    print(f"{'suite':<12}{'tests':>7}{'hollow':>8}{'found':>8}{'missed':>8}{'false':>7}")
    for path in sorted(LABELS.glob("*.json")):
        label = json.loads(path.read_text())
        hollow = set(label["hollow"])
        alarms = flagged(unpack(projects[path.stem], work), projects[path.stem])
        missed, false = hollow - alarms, alarms - hollow
        good = good and len(missed) <= 0.05 * len(hollow) and len(false) <= 0.02 * len(alarms)
        print(f"{path.stem:<12}{label['tests']:>7}{len(hollow):>8}{len(hollow & alarms):>8}"
              f"{len(missed):>8}{len(false):>7}")  # fmt: skip
        for node in sorted(missed | false):
            print(f"    {'missed' if node in missed else 'false'}: {node}")
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
