"""The totals of a gap document, computed from the text of its rows and from nothing else."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from specgen.emit.gaps_effort import effort_minutes
from specgen.emit.gaps_reading import Figures, Row, read_figures
from specgen.gaps.model import PRIORITIES, Total
from specgen.markdown import table

COLUMNS = ("Gaps", "Effort", "Waived", "Blocked")
Key = Callable[[Row], str]
_BY_TYPE: Key = attrgetter("type")
_BY_PRIORITY: Key = attrgetter("priority")
_BY_TIER: Key = attrgetter("tier")
_BY_MILESTONE: Key = attrgetter("milestone")
_PRIORITIES = tuple((name, name) for name in PRIORITIES)


def totals_of(text: str) -> str:
    """The totals that the rows of ``text``, a gap document, add up to.

    Works on any text: a row whose effort cannot be read counts as of unknown effort, and what
    stands in the totals region of ``text`` is not looked at.
    """
    figures = read_figures(text)
    modules = len(figures.modules)
    with_gaps = len({row.module for row in figures.rows})
    parts = [
        "## Totals\n\n",
        f"{modules - with_gaps} of {modules} modules have no gap.\n\n",
        "### By type\n\n",
        table(("Type", "Modules missing", *COLUMNS), _by_type(figures)),
        "\n### By priority\n\n",
        table(
            ("Priority", *COLUMNS), _partition(figures.rows, _BY_PRIORITY, named=dict(_PRIORITIES))
        ),
        "\n### By tier\n\n",
        table(("Tier", *COLUMNS), _partition(figures.rows, _BY_TIER, named=figures.tiers)),
    ]
    if figures.milestones:
        named = {name: name for name in figures.milestones} | {"": "in no milestone"}
        lines = _partition(figures.rows, _BY_MILESTONE, named=named)
        parts += ["\n### By milestone\n\n", table(("Milestone", *COLUMNS), lines)]
    return "".join(parts)


def _by_type(figures: Figures) -> Iterator[list[str]]:
    missing = [name for module in figures.modules for name in module.missing]
    present = [name for module in figures.modules for name in module.present]
    groups = _grouped(figures.rows, _BY_TYPE, names=figures.types)
    for name in figures.types:
        lacking = missing.count(name)
        owed = lacking + present.count(name)
        share = f" ({(200 * lacking + owed) // (2 * owed)}%)" if owed else ""
        yield [name, f"{lacking}/{owed}{share}", *_sum(groups[name])]


def _partition(rows: Sequence[Row], key: Key, *, named: Mapping[str, str]) -> Iterator[list[str]]:
    """The sums of ``rows`` by ``key``, groups in the order of ``named``, which has their titles."""
    for name, group in _grouped(rows, key, names=named).items():
        if group:
            yield [named.get(name, name), *_sum(group)]
    yield [f"**{cell}**" for cell in ("Total", *_sum(rows))]


def _grouped(rows: Sequence[Row], key: Key, *, names: Iterable[str]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {name: [] for name in names}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _sum(rows: Sequence[Row]) -> list[str]:
    waived = sum(row.waived != "" for row in rows)
    blocked = sum(row.blocked_by != "" for row in rows)
    return [str(len(rows)), _effort(rows), str(waived), str(blocked)]


def _effort(rows: Sequence[Row]) -> str:
    counted = Counter(row.effort for row in rows)
    found = [(effort_minutes(text), count) for text, count in counted.items()]
    low = sum(effort[0] * count for effort, count in found if effort)
    high = sum(effort[1] * count for effort, count in found if effort)
    unknown = sum(count for effort, count in found if not effort)
    return Total(len(rows), low, high, unknown).effort_text
