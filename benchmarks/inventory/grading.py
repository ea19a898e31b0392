"""How well hollow tests are told, against suites labelled by reading.

    python benchmarks/inventory/grading.py [--work DIR]

The labels are tests/unit/inventory/labelled/*.json; the sdists are those of accuracy.py.  Prints
per suite how many tests without a check are found (hollow, or weak) and how many alarms are false.
Then those of labels/ (graded.md), suites that were chosen and labelled before the grader was last
changed.  Every test of them that is graded hollow was read: `hollow` names those that are.  Exits
1 below 95 % found, above 2 % false, or where more than 1 % of the tests of a suite of labels/ are
called hollow and are not.

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

from accuracy import HERE, WORK, Project, unpack

from specgen.inventory.model import TestItem
from specgen.inventory.scan import TestLayout, scan
from specgen.levels import Level
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library

LABELS = HERE.parents[1] / "tests" / "unit" / "inventory" / "labelled"


def graded(folder: Path, project: Project) -> dict[str, TestItem]:
    """The live tests by node id."""
    surface = survey(
        SourceLayout(project.root, (project.imported,)), Library(folder, name="s", bodies=False)
    )
    found = scan(folder, TestLayout(), surface=surface, reader=Library(folder))
    return {i.node_id: i for i in found.items if i.live}


def flagged(items: dict[str, TestItem]) -> set[str]:
    """The node ids graded hollow, or weak for want of a check."""
    return {
        name
        for name, i in items.items()
        if i.level is Level.HOLLOW or (i.weak and "private" not in i.why_level)
    }


def drawn(projects: dict[str, Project], work: Path) -> bool:
    """Compare the suites of labels/, print a line each; whether few enough are accused wrongly."""
    good = True
    print(f"{'suite':<16}{'tests':>7}{'hollow':>8}{'false':>7}{'weak':>6}{'read':>6}{'missed':>8}")
    for path in sorted((HERE / "labels").glob("*.json")):
        label = json.loads(path.read_text())
        items = graded(unpack(projects[path.stem], work), projects[path.stem])
        hollow = {name for name, i in items.items() if i.level is Level.HOLLOW}
        meant = {n for n, what, _ in label["drawn"] if what == "hollow"} | set(label["hollow"])
        weak = sum(i.weak for i in items.values())
        false, missed = hollow - meant, meant - hollow
        good = good and len(false) <= 0.01 * len(items) and not missed
        print(f"{path.stem:<16}{len(items):>7}{len(hollow):>8}{len(false):>7}{weak:>6}"
              f"{len(label['drawn']):>6}{len(missed):>8}")  # fmt: skip
        for node in sorted(missed | false):
            print(f"    {'missed' if node in missed else 'false'}: {node}")
    return good


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
    good = True
    print(f"{'suite':<12}{'tests':>7}{'hollow':>8}{'found':>8}{'missed':>8}{'false':>7}"
          f"{'read blind':>12}{'hollow':>8}{'at most':>9}")  # fmt: skip
    for path in sorted(LABELS.glob("*.json")):
        label = json.loads(path.read_text())
        blind = label.get("blind", {"read": [], "hollow": [], "drawn": 0})
        items = graded(unpack(projects[path.stem], work), projects[path.stem])
        hollow = {*label["hollow"], *label["crash_only"], *blind["hollow"]}
        alarms = flagged(items)
        missed, false = hollow - alarms, alarms - hollow
        good = good and len(missed) <= 0.05 * len(hollow) and len(false) <= 0.02 * len(alarms)
        print(f"{path.stem:<12}{label['tests']:>7}{len(hollow):>8}{len(hollow & alarms):>8}"
              f"{len(missed):>8}{len(false):>7}{len(blind['read']):>12}{len(blind['hollow']):>8}"
              f"{at_most(blind['drawn'], len(blind['hollow'])):>9}")  # fmt: skip
        for node in sorted(missed | false):
            print(f"    {'missed' if node in missed else 'false'}: {node}")
    good = drawn(projects, work) and good
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
