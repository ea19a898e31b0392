"""The completion report: what ran, how it ended, what is waived, and each measured budget."""

from collections.abc import Iterator

from specgen.gate.model import Decision, Status, Verdict
from specgen.gate.model_status import ScenarioStatus, Shares
from specgen.markdown import code, escaped, table
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_budgets import COLUMNS, Row, budget_rows
from specgen.report.verdict_words import (
    LABELS,
    fitted,
    headline,
    lapsing_lines,
    loosened_lines,
    note_lines,
    upcoming_lines,
)

_CUT = "\n*The rest did not fit; `specgen gate --format json` has all of it.*\n"


def verdict_as_report(verdict: Verdict, view: View) -> str:
    """Markdown of any length up to what a job summary takes."""
    return fitted("".join(_chapters(verdict)), view.room, cut=_CUT)


def _chapters(verdict: Verdict) -> Iterator[str]:
    yield f"# Completion report of {escaped(verdict.project)}\n\n{escaped(headline(verdict))}\n\n"
    total = sum(verdict.counts.values())
    rows = (
        (escaped(name), f"{n:,}", f"{n / total:.1%}") for name, n in sorted(verdict.counts.items())
    )
    yield f"## Tests\n\n{table(('Outcome', 'Tests', 'Share'), rows)}\n"
    named = (("all", verdict.shares), *verdict.tiers.items(), *verdict.types.items())
    columns = ("Scenarios", "Required", *(s.words.capitalize() for s in ScenarioStatus))
    yield f"## What is required\n\n{table(columns, (_row(name, s) for name, s in named))}\n"
    if verdict.shares.required and not verdict.shares.ran:
        yield "Nothing ran, so there are no shares.\n\n"
    yield from _coverage(verdict)
    if verdict.measured:
        yield f"## Budgets\n\n{table(COLUMNS, map(_budget, budget_rows(verdict)))}\n"
    for status in Status:
        found = verdict.of(status)
        if found:
            yield f"## {LABELS[status].capitalize()} ({len(found):,})\n\n"
            columns = ("Rule", "Subject", "Finding", "Measured", "Limit")
            yield table(columns, map(_finding, found)) + "\n"
    if verdict.used:
        heads = ("Waiver", "Allows", "Excuses", "Expires", "Issue", "Approved by", "Reason")
        rows_of = (
            (code(w.target), escaped(w.allow), str(n), str(w.expires), escaped(w.issue),
             escaped(w.approved_by), escaped(w.reason))
            for w, n in verdict.used
        )  # fmt: skip
        yield f"## Waivers\n\n{table(heads, rows_of)}\n"
    for title, lines in (
        ("Will fail within 14 days", upcoming_lines(verdict)),
        ("Waivers that lapse within 14 days", lapsing_lines(verdict)),
        ("Loosened, and judged by the base's specs", loosened_lines(verdict)),
        ("Of the evidence", note_lines(verdict)),
    ):
        found_lines = [f"- {escaped(line)}\n" for line in lines]
        if found_lines:
            yield f"## {title}\n\n{''.join(found_lines)}\n"


def _coverage(verdict: Verdict) -> Iterator[str]:
    before = verdict.baseline.coverage if verdict.baseline else {}
    rows = (
        (code(name), f"{share:.2%}", _change(share, before.get(name)))
        for name, share in verdict.coverage.items()
    )
    if verdict.coverage:
        yield f"## Coverage\n\n{table(('Module', 'Coverage', 'Change'), rows)}\n"


def _budget(row: Row) -> tuple[str, ...]:
    measure, of, *rest = row
    return (escaped(measure), code(of), *map(escaped, rest))


def _row(name: str, shares: Shares) -> tuple[str, ...]:
    parts = (
        f"{shares.count(status):,} ({shares.text(status)})" if shares.ran
        else f"{shares.count(status):,}"
        for status in ScenarioStatus
    )  # fmt: skip
    return (escaped(name), f"{shares.required:,}", *parts)


def _finding(decision: Decision) -> tuple[str, ...]:
    said = decision.complaint
    figures = ("" if v is None else f"{v:.6g}" for v in (said.measured, said.limit))
    return (decision.rule, code(said.subject), escaped(said.message), *figures)


def _change(share: float, before: float | None) -> str:
    return "" if before is None else f"{(share - before) * 100:+.2f}pt"


VERDICT_AS_REPORT = VerdictFormat("report", "completion report, Markdown", verdict_as_report)
