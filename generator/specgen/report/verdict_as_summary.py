"""A verdict as the summary of a CI job: what fails, in full, then what it rests on."""

from collections.abc import Iterator

from specgen.gate.model import Decision, Status, Verdict
from specgen.markdown import code, escaped, table
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_budgets import COLUMNS, budget_rows, budgets_text
from specgen.report.verdict_change import change_lines
from specgen.report.verdict_words import (
    LABELS,
    by_rule,
    fitted,
    headline,
    lapsing_lines,
    loosened_lines,
    note_lines,
    outcomes_text,
    shares_text,
    upcoming_lines,
)

MOST_ROWS = 1_000  # of what fails and of what warns; the report and JSON have all
_CUT = "\n*The rest did not fit; `specgen gate --format json` has all of it.*\n"


def verdict_as_summary(verdict: Verdict, view: View) -> str:
    """Markdown of at most ``view.room`` bytes."""
    return fitted("".join(_chapters(verdict)), view.room, cut=_CUT)


def _chapters(verdict: Verdict) -> Iterator[str]:
    yield f"## {escaped(headline(verdict))}\n\n"
    yield f"Tests: {escaped(outcomes_text(verdict))}\n\n"
    if "total" in verdict.coverage:
        yield f"Coverage: {int(verdict.coverage['total'] * 10000) / 100:.2f}%\n\n"
    yield f"Scenarios: {shares_text(verdict.shares)}\n\n"
    changed = list(change_lines(verdict, most=20))
    if changed:
        yield "### Against the base\n\n" + "\n".join(changed) + "\n\n"
    yield from _findings(verdict)
    if verdict.measured:
        rows = ((row[0], code(row[1]), *map(escaped, row[2:])) for row in budget_rows(verdict))
        yield f"### Budgets ({budgets_text(verdict)})\n\n{table(COLUMNS, rows)}\n"
    for title, lines in (
        ("Will fail within 14 days", upcoming_lines(verdict)),
        ("Waivers that lapse within 14 days", lapsing_lines(verdict)),
        ("Loosened, and judged by the base's specs", loosened_lines(verdict)),
        ("Of the evidence", note_lines(verdict)),
    ):
        shown = [f"- {escaped(line)}\n" for line in lines]
        if shown:
            yield f"### {title}\n\n{''.join(shown)}\n"


def _findings(verdict: Verdict) -> Iterator[str]:
    for status in (Status.FAILS, Status.WARNS):
        found = verdict.of(status)
        if found:
            yield f"### {LABELS[status].capitalize()} ({len(found):,})\n\n"
            columns = ("Rule", "Subject", "Finding", "Tip")
            yield table(columns, map(_row, found[:MOST_ROWS])) + "\n"
            if len(found) > MOST_ROWS:
                yield f"And {len(found) - MOST_ROWS:,} more.\n\n"
    quiet = [s for s in (Status.REPORTED, Status.KNOWN, Status.WAIVED) if verdict.of(s)]
    if quiet:
        rows = (
            (LABELS[status], rule, f"{len(each):,}")
            for status in quiet
            for rule, each in by_rule(verdict.of(status))
        )
        yield f"### Not failing\n\n{table(('Status', 'Rule', 'Findings'), rows)}\n"


def _row(decision: Decision) -> tuple[str, ...]:
    said = decision.complaint
    return (decision.rule, code(said.subject), escaped(said.message), escaped(said.tip))


VERDICT_AS_SUMMARY = VerdictFormat("summary", "Markdown for a job summary", verdict_as_summary)
