"""What is owed has a test."""

from collections.abc import Iterator

from specgen.gaps.model import GapRow
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.levels import Level

_WORDS = {
    Level.MISSING: "has no test",
    Level.SKELETON: "is pending: its test is generated and not filled in",
    Level.HOLLOW: "is hollow: its test asserts nothing, or never touches the module",
    Level.EXPECTED_FAILURE: "has only tests that are expected to fail",
}

_NOT_HERE = "; this change no longer asks for it, the base does"
_APPROVE = "an owner of the specs must approve of what they loosen: `--approved`"


def _judge(facts: Facts) -> Iterator[Complaint]:
    known = facts.program.scenario_by_id
    for row in facts.report.rows:
        if row.type in facts.types:
            failing = row.level is Level.EXPECTED_FAILURE
            at_base = facts.still_asked.get(row.id)
            waits = f"it waits for {', '.join(row.blocked_by)}" if row.blocked_by else ""
            yield Complaint(
                row.id,
                _message(row) + (_NOT_HERE if at_base is not None else ""),
                known[row.id].place if at_base is None else at_base,
                tip=waits if at_base is None else _APPROVE,
                tier=row.tier,
                excuse="xfail" if failing else "gap",
                rests_on=_expected(facts, row) if failing else (),
            )


def _expected(facts: Facts, row: GapRow) -> tuple[tuple[str, str], ...]:
    """The tests that are expected to fail, each with what a waiver of it allows."""
    return tuple((test, "xfail") for test in facts.report.standing_by_id[row.id].tests)


def _message(row: GapRow) -> str:
    if row.least > 1:
        return f"has {row.have} of {row.least} tests"
    return _WORDS.get(row.level, f"is only {row.level}")


GAP = Judgement(
    id="gap",
    summary="owed scenarios that no written test covers",
    why="It is the list that the team agreed to work off.",
    judge=_judge,
)
