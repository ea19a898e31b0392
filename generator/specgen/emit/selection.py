"""Which scenarios get a generated test."""

from collections.abc import Collection

from specgen.gaps.model import GapReport
from specgen.program.model import Program, Scenario


def selected(
    program: Program, report: GapReport, *, skeletons: Collection[str] = ()
) -> frozenset[str]:
    """The ids of the scenarios that get generated tests.

    Those are the owed ones, unless the spec says where people write them, or tests outside the
    generated folder (or a recorded snapshot) meet them already.  A required cell's implicit
    baseline gets none where another scenario of the cell does: any live test meets it.
    ``skeletons`` are the node ids of generated tests that nobody has filled in: they are no reason
    to go on generating them.
    """
    policy = program.project.skeletons
    root = f"{program.project.outputs.tests}/"
    if policy == "none":
        return frozenset()
    exempt = {name for cell in program.cells if cell.exempt for name in cell.scenarios}
    owed = (s for s in program.scenarios if s.id not in exempt)
    chosen = [s for s in owed if _wanted(s, report, root=root, idle=skeletons)]
    explicit = {(s.module, s.type) for s in chosen if not s.implicit}
    return frozenset(
        s.id
        for s in chosen
        if not s.implicit or (policy == "all" and (s.module, s.type) not in explicit)
    )


def _wanted(scenario: Scenario, report: GapReport, *, root: str, idle: Collection[str]) -> bool:
    if not scenario.owed or scenario.tests:
        return False
    standing = report.standing_by_id.get(scenario.id)
    if standing is None or not standing.met:
        return True
    return any(test.startswith(root) and test not in idle for test in standing.tests)
