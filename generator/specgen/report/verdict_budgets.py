"""Budgets in words: what was measured, by which limit, and whether that holds."""

from collections.abc import Iterator, Mapping

from specgen.gate.model import Measured, Status, Verdict
from specgen.report.visible import visible

HELD, BROKEN, WAIVED, NOT_MEASURED = "held", "broken", "waived", "not measured"
COLUMNS = ("Budget", "Of", "Measured", "Limit", "Status")
Row = tuple[str, str, str, str, str]


def standing_of(verdict: Verdict, each: Measured) -> str:
    """Held, broken, waived (broken, and excused today) or not measured."""
    if each.value is None:
        return NOT_MEASURED
    return HELD if each.holds else WAIVED if _excused(verdict, each) else BROKEN


def _excused(verdict: Verdict, each: Measured) -> bool:
    said = {complaint.subject for complaint in each.complaints}
    found = [d.status for d in verdict.decisions
             if d.rule == each.rule and d.complaint.subject in said]  # fmt: skip
    return bool(found) and all(status is Status.WAIVED for status in found)


def limit_text(each: Measured) -> str:
    """The limit with its direction: ``≤ 100ms``."""
    return f"{'≤' if each.less else '≥'} {each.limit.text}"


def budget_rows(verdict: Verdict) -> Iterator[Row]:
    """One row per budget, in the order of the rules: what is not measured says why."""
    for each in verdict.measured:
        of = f"{each.subject} (worst of {each.of:,})" if each.of > 1 else each.subject
        status = standing_of(verdict, each)
        if each.value is None:
            status = f"{NOT_MEASURED}: {each.why}"
            of = f"{each.subject} and {each.of - 1:,} more" if each.of > 1 else each.subject
        shown = each.shown or "-"
        yield each.limit.measure, visible(of), visible(shown), limit_text(each), visible(status)


def budgets_text(verdict: Verdict) -> str:
    """How many budgets were held, broken, waived, not measured; empty where there are none."""
    counts: Mapping[str, int] = _counts(verdict)
    return ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)


def _counts(verdict: Verdict) -> dict[str, int]:
    counts = dict.fromkeys((HELD, BROKEN, WAIVED, NOT_MEASURED), 0)
    for each in verdict.measured:
        counts[standing_of(verdict, each)] += 1
    return counts


def budget_lines(verdict: Verdict) -> Iterator[str]:
    """Each budget on a line."""
    for measure, of, shown, limit, status in budget_rows(verdict):
        figure = f"{shown} ({limit})" if shown != "-" else f"({limit})"
        yield f"{measure} of {of}: {figure} {status}"
