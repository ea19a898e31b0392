"""A filter narrows a report: fewer rows, and totals of what is left."""

from fnmatch import fnmatchcase

from specgen.gaps.model import PRIORITIES, Filter, GapReport


def narrow(report: GapReport, wanted: Filter) -> GapReport:
    """The part of ``report`` that ``wanted`` means.

    Modules, types and tiers narrow cells and rows alike; priorities narrow rows, and of the cells
    leave those that such a row belongs to.
    """
    if wanted == Filter():
        return report
    tiers = {cell.module: cell.tier for cell in report.cells}
    modules = tuple(
        module
        for module in report.modules
        if _means(wanted.modules, module) and _one_of(wanted.tiers, tiers.get(module, ""))
    )
    types = tuple(name for name in report.types if _one_of(wanted.types, name))
    kept = {(module, name) for module in modules for name in types}
    rows = [row for row in report.rows if (row.module, row.type) in kept]
    if wanted.priorities:
        rows = [row for row in rows if row.priority in wanted.priorities]
        kept = {(row.module, row.type) for row in rows}
        modules = tuple(dict.fromkeys(row.module for row in rows))
    return GapReport(
        project=report.project,
        modules=modules,
        types=types,
        cells=tuple(c for c in report.cells if (c.module, c.type) in kept),
        standings=tuple(s for s in report.standings if (s.module, s.type) in kept),
        rows=tuple(rows),
    )


def unknown_words(
    report: GapReport, wanted: Filter
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The words of ``wanted`` that mean nothing in ``report``: option, word, known words."""
    known = {
        "module": (wanted.modules, report.modules),
        "type": (wanted.types, report.types),
        "tier": (wanted.tiers, tuple(dict.fromkeys(cell.tier for cell in report.cells))),
        "priority": (wanted.priorities, PRIORITIES),
    }
    return tuple(
        (option, word, words)
        for option, (asked, words) in known.items()
        for word in asked
        if not any(_means((word,), name) if option == "module" else word == name for name in words)
    )


def _one_of(wanted: tuple[str, ...], name: str) -> bool:
    return not wanted or name in wanted


def _means(wanted: tuple[str, ...], module: str) -> bool:
    """Whether a module is meant: by its id, a tail of it, or a glob; no words mean every one."""
    return not wanted or any(
        module == word or module.endswith(f".{word}") or fnmatchcase(module, word)
        for word in wanted
    )
