"""The totals of a gap document, computed from the text of its rows and from nothing else.

The tables are HTML because Markdown has one line per row: here a line that no branch changes stands
between any two lines with figures, so that git merges branches that change different ones.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from specgen.emit.gaps_effort import effort_minutes
from specgen.emit.gaps_reading import Figures, Row, read_figures
from specgen.gaps.model import PRIORITIES, Total

Key = Callable[[Row], str]
_BY_TYPE: Key = attrgetter("type")
_BY_PRIORITY: Key = attrgetter("priority")
_BY_TIER: Key = attrgetter("tier")
_BY_MILESTONE: Key = attrgetter("milestone")
_ESCAPE = re.compile(r"\\(.)|^`(.*)`$")


def totals_of(text: str) -> str:
    """The totals that the rows of ``text``, a gap document, add up to.

    Works on any text: a row whose effort cannot be read counts as of unknown effort, and what
    stands in the totals region of ``text`` is not looked at.
    """
    figures = read_figures(text)
    rows = figures.rows
    priorities = {name: name for name in PRIORITIES}
    parts = [
        "## Totals\n",
        _table(("Type", "Modules missing", "Gaps", "Effort"), _by_type(figures)),
        _table(
            ("Priority", "Gaps", "Effort"),
            [*_partition(rows, _BY_PRIORITY, named=priorities), ("Total", *_sum(rows))],
        ),
        _table(("Tier", "Gaps", "Effort"), _partition(rows, _BY_TIER, named=figures.tiers)),
    ]
    if figures.milestones:
        named = {name: name for name in figures.milestones} | {"": "in no milestone"}
        lines = _partition(rows, _BY_MILESTONE, named=named)
        parts.append(_table(("Milestone", "Gaps", "Effort"), lines))
    parts.append(_table(("Of all", "Figure"), _overall(figures)))
    return "\n".join(parts)


def _overall(figures: Figures) -> Iterator[tuple[str, ...]]:
    modules = len(figures.modules)
    with_gaps = len({row.module for row in figures.rows})
    yield ("Modules without a gap", f"{modules - with_gaps} of {modules}")
    yield ("Waived gaps", str(sum(row.waived != "" for row in figures.rows)))
    yield ("Blocked gaps", str(sum(row.blocked_by != "" for row in figures.rows)))


def _by_type(figures: Figures) -> Iterator[tuple[str, ...]]:
    missing = [name for module in figures.modules for name in module.missing]
    present = [name for module in figures.modules for name in module.present]
    groups = _grouped(figures.rows, _BY_TYPE, names=figures.types)
    for name in figures.types:
        lacking = missing.count(name)
        owed = lacking + present.count(name)
        share = f" ({(200 * lacking + owed) // (2 * owed)}%)" if owed else ""
        yield (name, f"{lacking}/{owed}{share}", *_sum(groups[name]))


def _partition(
    rows: Sequence[Row], key: Key, *, named: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """The sums of ``rows`` by ``key``, groups in the order of ``named``, which has their titles."""
    for name, group in _grouped(rows, key, names=named).items():
        if group:
            yield (named.get(name, name), *_sum(group))


def _grouped(rows: Sequence[Row], key: Key, *, names: Iterable[str]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {name: [] for name in names}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _sum(rows: Sequence[Row]) -> tuple[str, str]:
    return (str(len(rows)), _effort(rows))


def _effort(rows: Sequence[Row]) -> str:
    counted = Counter(row.effort for row in rows)
    found = [(effort_minutes(text), count) for text, count in counted.items()]
    low = sum(effort[0] * count for effort, count in found if effort)
    high = sum(effort[1] * count for effort, count in found if effort)
    unknown = sum(count for effort, count in found if not effort)
    return Total(len(rows), low, high, unknown).effort_text


def _table(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table with the figures of each row on a line of their own, below the row's name."""
    head = "".join(f"<th>{heading}</th>" for heading in headings)
    body = "".join(
        f"<tr><td>{_plain(name)}</td>\n{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
        for name, *cells in lines
    )
    return f"<table>\n<tr>{head}</tr>\n{body}</table>\n"


def _plain(cell: str) -> str:
    """A Markdown cell as HTML: no code span, no backslashes; its entities are the same in both."""
    return _ESCAPE.sub(lambda found: found[1] or found[2], cell)
