"""The totals of a gap document, computed from the text of its rows and from nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from specgen.emit.gaps_effort import effort_minutes, effort_text
from specgen.emit.gaps_reading import Figures, Row, read_figures
from specgen.gaps.model import PRIORITIES
from specgen.markdown import table


def totals_of(text: str) -> str:
    """The totals that the rows of ``text``, a gap document, add up to.

    Works on any text: a row whose effort cannot be read counts as of unknown effort, and what
    stands in the totals region of ``text`` is not looked at.
    """
    figures = read_figures(text)
    with_gaps = len({row["Module"] for row in figures.rows})
    modules = len(figures.modules)
    named = {name: name for name in _priorities(figures.rows)}
    parts = [
        "## Totals\n\n",
        f"{modules - with_gaps} of {modules} modules have no gap.\n\n",
        "### By type\n\n",
        table(("Type", "Modules missing", "Gaps", "Effort"), _by_type(figures)),
        "\n### By priority\n\n",
        _grouped(figures.rows, "Priority", named=named),
        "\n### By tier\n\n",
        _grouped(figures.rows, "Tier", named=figures.tiers),
    ]
    if figures.milestones:
        named = {name: name for name in figures.milestones} | {"": "in no milestone"}
        parts += ["\n### By milestone\n\n", _grouped(figures.rows, "Milestone", named=named)]
    return "".join(parts)


def _by_type(figures: Figures) -> Iterator[tuple[str, ...]]:
    missing = [name for module in figures.modules for name in module.missing]
    present = [name for module in figures.modules for name in module.present]
    for name in figures.types:
        lacking = missing.count(name)
        owed = lacking + present.count(name)
        share = f" ({(200 * lacking + owed) // (2 * owed)}%)" if owed else ""
        rows = [row for row in figures.rows if row.get("Type") == name]
        yield (name, f"{lacking}/{owed}{share}", str(len(rows)), _effort(rows))


def _priorities(rows: Iterable[Row]) -> Sequence[str]:
    found = {row.get("Priority", "") for row in rows}
    return [*(p for p in PRIORITIES if p in found), *sorted(found - set(PRIORITIES))]


def _grouped(rows: Sequence[Row], key: str, *, named: Mapping[str, str]) -> str:
    """A table of ``rows`` by the column ``key``; ``named`` has the groups, in order, and titles."""
    groups: dict[str, list[Row]] = {name: [] for name in named}
    for row in rows:
        groups.setdefault(row.get(key, ""), []).append(row)
    lines = [_line(named.get(name, name), group) for name, group in groups.items() if group]
    lines.append([f"**{cell}**" for cell in _line("Total", rows)])
    return table((key, "Gaps", "Effort", "Waived", "Blocked"), lines)


def _line(title: str, rows: Sequence[Row]) -> list[str]:
    waived = sum(bool(row.get("Waived until")) for row in rows)
    blocked = sum(bool(row.get("Blocked by")) for row in rows)
    return [title, str(len(rows)), _effort(rows), str(waived), str(blocked)]


def _effort(rows: Iterable[Row]) -> str:
    found = [effort_minutes(row.get("Effort", "")) for row in rows]
    known = [effort for effort in found if effort]
    text = effort_text(sum(low for low, _ in known), sum(high for _, high in known))
    unknown = len(found) - len(known)
    return f"{text} and {unknown} unknown" if unknown else text
