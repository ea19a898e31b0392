"""Gap reports for job summaries and comments: totals first, then every row."""

from collections.abc import Iterator, Mapping

from specgen.gaps.model import GapReport, GapRow, Total
from specgen.markdown import code, escaped, table
from specgen.report.model import Style
from specgen.report.model_gaps import GapFormat


def gaps_as_markdown(report: GapReport, style: Style) -> str:
    """Headline, totals by type, priority and tier, and the gap rows as one table."""
    total = report.totals.total
    headline = f"**{total.gaps} gaps**, {total.effort_text}" if total.gaps else "No gaps."
    parts = [f"## Gaps of {escaped(report.project)}\n\n{headline}\n"]
    if report.rows:
        parts += [f"\n{part}" for part in _tables(report)]
    return "".join(parts)


def _tables(report: GapReport) -> Iterator[str]:
    totals = report.totals
    types = (
        (escaped(t.type), f"{t.missing}/{t.owed}", str(t.gaps.gaps), t.gaps.effort_text)
        for t in totals.by_type
        if t.owed
    )
    yield table(("Type", "Modules missing", "Gaps", "Effort"), types)
    yield _grouped("Priority", totals.by_priority)
    yield _grouped("Tier", totals.by_tier)
    columns = (
        "Scenario", "Status", "Priority", "Effort", "Notes", "Blocked by", "Waived until",
    )  # fmt: skip
    yield table(columns, map(_row, report.rows))


def _grouped(name: str, groups: Mapping[str, Total]) -> str:
    lines = (
        (escaped(key), str(t.gaps), t.effort_text, str(t.waived), str(t.blocked))
        for key, t in groups.items()
    )
    return table((name, "Gaps", "Effort", "Waived", "Blocked"), lines)


def _row(row: GapRow) -> tuple[str, ...]:
    return (
        code(row.id.removesuffix(".baseline")),
        row.status,
        row.priority,
        row.effort_text,
        escaped(row.title),
        ", ".join(code(blocker) for blocker in row.blocked_by),
        row.waived.isoformat() if row.waived else "",
    )


GAPS_AS_MARKDOWN = GapFormat("markdown", "for job summaries and comments", gaps_as_markdown)
