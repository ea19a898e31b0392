"""The tests that exist as the snapshot that `recorded:` of another repository's specs accepts."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from specgen.gaps.model import GapReport
from specgen.inventory.model import Inventory, TestItem
from specgen.levels import Level

_PRESENT = (Level.WRITTEN, Level.PASSING, Level.PROVEN)


def recorded_as_yaml(report: GapReport, inventory: Inventory, *, as_of: date, source: str) -> str:
    """A spec file with one snapshot: types present per module, classes and tests per file."""
    lines = ["recorded:", f"  - as_of: {as_of.isoformat()}", f"    source: {_quoted(source)}"]
    lines += _section("present", _present(report))
    lines += _section("tests", _tests(inventory.live))
    return "\n".join([*lines, ""])


def _section(name: str, rows: Mapping[str, str]) -> Iterator[str]:
    if rows:
        yield f"    {name}:"
        yield from (f"      {_quoted(key)}: {value}" for key, value in rows.items())


def _present(report: GapReport) -> Mapping[str, str]:
    types: dict[str, list[str]] = defaultdict(list)
    for cell in report.cells:
        if cell.level in _PRESENT:
            types[cell.module].append(cell.type)
    return {module: f"[{', '.join(names)}]" for module, names in sorted(types.items())}


def _tests(items: Iterable[TestItem]) -> Mapping[str, str]:
    groups: dict[str, list[TestItem]] = defaultdict(list)
    for item in items:
        groups[item.path].append(item)
    return {path: _figures(found) for path, found in sorted(groups.items())}


def _figures(items: list[TestItem]) -> str:
    classes = len({item.classes for item in items if item.classes})
    return f"{{classes: {classes}, count: {len(items)}}}" if classes else f"{{count: {len(items)}}}"


def _quoted(text: str) -> str:
    """JSON strings of printable ASCII are YAML strings too."""
    return json.dumps(text, ensure_ascii=not text.isprintable())
