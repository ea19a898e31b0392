"""How well hollow tests are told, against suites labelled by reading.

    python benchmarks/inventory/grading.py [--work DIR]

The labels are tests/unit/inventory/labelled/*.json; the sdists are those of accuracy.py.  Prints
per suite how many labelled tests are found and how many alarms are false; exits 1 below 95 % found
or above 2 % false.

The lists of hollow tests began as what the grader flags, so they cannot show what it overlooks.
``blind`` can: tests that it calls written, drawn by seed and read.  Printed are how many were read,
how many of them are hollow after all, and the largest share of a suite's written tests that may be
so with 95 % confidence.
"""

import argparse
import json
import tomllib
from math import comb
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


def at_most(drawn: int, hollow: int) -> str:
    """The largest share of hollow tests under which so few would be drawn once in twenty times."""
    if not drawn:
        return "-"
    share = 0.0
    while share < 1 and chance(drawn, hollow, share=share) > 0.05:
        share += 0.0005
    return f"{share:.1%}"


def chance(drawn: int, hollow: int, *, share: float) -> float:
    """How likely ``hollow`` or fewer of ``drawn`` tests are, if ``share`` of all are."""
    terms = (comb(drawn, k) * share**k * (1 - share) ** (drawn - k) for k in range(hollow + 1))
    return sum(terms)


def main() -> int:
    """Compare each labelled suite."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, default=WORK)
    work = parser.parse_args().work.resolve()
    table = tomllib.loads((HERE / "projects.toml").read_text())
    projects = {p["name"]: Project(**p) for p in table["project"]}
    environment(work, table["runner"]["needs"])
    good = True
    print(f"{'suite':<12}{'tests':>7}{'hollow':>8}{'found':>8}{'missed':>8}{'false':>7}"
          f"{'read blind':>12}{'hollow':>8}{'at most':>9}")  # fmt: skip
    for path in sorted(LABELS.glob("*.json")):
        label = json.loads(path.read_text())
        blind = label.get("blind", {"read": [], "hollow": [], "drawn": 0})
        hollow = {*label["hollow"], *blind["hollow"]}
        alarms = flagged(unpack(projects[path.stem], work), projects[path.stem])
        missed, false = hollow - alarms, alarms - hollow
        good = good and len(missed) <= 0.05 * len(hollow) and len(false) <= 0.02 * len(alarms)
        print(f"{path.stem:<12}{label['tests']:>7}{len(hollow):>8}{len(hollow & alarms):>8}"
              f"{len(missed):>8}{len(false):>7}{len(blind['read']):>12}{len(blind['hollow']):>8}"
              f"{at_most(blind['drawn'], len(blind['hollow'])):>9}")  # fmt: skip
        for node in sorted(missed | false):
            print(f"    {'missed' if node in missed else 'false'}: {node}")
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
