"""What every format for people shows of a trend: titled tables of text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from specgen.history.model import Flaky, Trend

MOST = 20  # rows of a table; JSON has all
_DAYS = 14  # points of the trend by day


class Sheet(NamedTuple):
    """One table; the first column names tests, files or days, the others are figures.  ``more``
    says how many rows were left out."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


def headline(trend: Trend) -> str:
    """One line: over what this is."""
    dropped = f", {len(trend.dropped)} of broken machines left out" if trend.dropped else ""
    return (
        f"{trend.project}: {trend.sessions:,} sessions in {trend.days} days up to {trend.today}"
        f"{dropped}"
    )


def sheets(trend: Trend) -> Iterator[Sheet]:
    """The tables that have any rows, what needs work first."""
    share = f"{trend.slowest_share:.0%} of all test time"
    heads = ("Test", "Passed", "Failed", "Trees", "Last failed", "Passes since")
    slow = [(s.test, f"{s.seconds:.3f}") for s in trend.slowest]
    slower = [(s.test, f"{s.before:.3f}", f"{s.seconds:.3f}", _times(s.seconds / s.before))
              for s in trend.slower]  # fmt: skip
    skips = [(s.test, s.since, f"{s.days:,}") for s in trend.skipped]
    moved = [(m.path, f"{m.first:.2%}", f"{m.last:.2%}", f"{(m.last - m.first) * 100:+.2f}pt")
             for m in trend.moved]  # fmt: skip
    points = [(p.day, f"{p.sessions:,}", f"{p.tests:,}", f"{p.seconds:,.1f}", _share(p.coverage))
              for p in trend.points[-_DAYS:]]  # fmt: skip
    found = (
        _sheet("Flaky tests", heads, rows=[_flaky(each) for each in trend.flaky]),
        _sheet("No longer flaky", heads, rows=[_flaky(each) for each in trend.cleared]),
        _sheet("Skipped by every session since", ("Test", "Since", "Days"), rows=skips),
        _sheet("Slower than before", ("Test", "Seconds before", "Seconds", "Times"), rows=slower),
        _sheet(f"Slowest tenth, {share}", ("Test", "Seconds"), rows=slow),
        _sheet("Coverage that moved", ("File", "First", "Last", "Change"), rows=moved),
        _sheet("By day", ("Day", "Sessions", "Tests", "Seconds", "Coverage"), rows=points),
    )
    return (sheet for sheet in found if sheet.rows)


def _sheet(title: str, heads: tuple[str, ...], *, rows: Sequence[tuple[str, ...]]) -> Sheet:
    return Sheet(title, heads, tuple(rows[:MOST]), max(len(rows) - MOST, 0))


def _flaky(each: Flaky) -> tuple[str, ...]:
    return (
        each.test, f"{each.passed:,}", f"{each.failed:,}", f"{each.states:,}", each.last,
        f"{each.streak:,}",
    )  # fmt: skip


def _times(ratio: float) -> str:
    return f"{ratio:.1f}x"


def _share(coverage: float | None) -> str:
    return "" if coverage is None else f"{int(coverage * 10000) / 100:.2f}%"
