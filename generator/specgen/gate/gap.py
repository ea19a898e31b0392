"""What is owed has a test."""

from collections.abc import Iterator

from specgen.gaps.model import GapRow
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.levels import Level
from specgen.program.model import Program

_WORDS = {
    Level.MISSING: "has no test",
    Level.SKELETON: "is pending: its test is generated and not filled in",
    Level.HOLLOW: "is hollow: its test asserts nothing, or never touches the module",
    Level.EXPECTED_FAILURE: "has only tests that are expected to fail",
}


def _judge(facts: Facts) -> Iterator[Complaint]:
    known = facts.program.scenario_by_id
    for row in facts.report.rows:
        if row.type in facts.types:
            failing = row.level is Level.EXPECTED_FAILURE
            yield Complaint(
                row.id,
                _message(row),
                known[row.id].place,
                tip=f"it waits for {', '.join(row.blocked_by)}" if row.blocked_by else "",
                tier=row.tier,
                excuse="xfail" if failing else "gap",
                rests_on=_expected(facts, row) if failing else (),
            )
    if facts.base is not None:
        yield from _dropped(facts, facts.base)


def _expected(facts: Facts, row: GapRow) -> tuple[tuple[str, str], ...]:
    """The tests that are expected to fail, each with what a waiver of it allows."""
    return tuple((test, "xfail") for test in facts.report.standing_by_id[row.id].tests)


def _message(row: GapRow) -> str:
    if row.least > 1:
        return f"has {row.have} of {row.least} tests"
    return _WORDS.get(row.level, f"is only {row.level}")


def _dropped(facts: Facts, base: Program) -> Iterator[Complaint]:
    """What the base owes, this program does not, and no test covers."""
    here = facts.report.row_by_id
    renamed = {old for s in facts.program.scenarios for old in s.renamed_from}
    for scenario in base.scenarios:
        cell = facts.report.cell_at.get((scenario.module, scenario.type))
        owed = scenario.owed and not base.cell_at[scenario.module, scenario.type].exempt
        if not owed or scenario.type not in facts.types or cell is None or cell.covered:
            continue
        standing = facts.report.standing_by_id.get(scenario.id)
        met = standing is not None and standing.met
        if not met and scenario.id not in here and scenario.id not in renamed and not cell.owed:
            yield Complaint(
                scenario.id,
                "has no test; this change no longer owes it, the base does",
                base.module_by_id[scenario.module].place,
                tip="an owner of the specs must approve of what they loosen",
                tier=base.module_by_id[scenario.module].tier,
                excuse="gap",
            )


GAP = Judgement(
    id="gap",
    summary="owed scenarios that no written test covers",
    why="It is the list that the team agreed to work off.",
    judge=_judge,
)
