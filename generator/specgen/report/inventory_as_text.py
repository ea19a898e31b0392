"""The tests that exist, for people: what there is by type, what is wrong, and where."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from specgen.inventory.model import Inventory, TestItem
from specgen.report.visible import visible


def inventory_as_text(inventory: Inventory) -> str:
    """Totals, then one line per file; tests that prove nothing are named with the reason."""
    return "\n".join([*_totals(inventory), "", *_files(inventory), *_weak(inventory), ""])


def _totals(inventory: Inventory) -> Iterator[str]:
    live, files = inventory.live, {item.path for item in inventory.items}
    dead = len(inventory.items) - len(live)
    gone = f", {dead:,} that can prove nothing" if dead else ""
    yield f"{_many(len(live), 'live test')} in {_many(len(files), 'file')}{gone}"
    by_type: dict[str, Counter[str]] = defaultdict(Counter)
    for item in live:
        by_type[item.type][str(item.level)] += 1
    for name, levels in sorted(by_type.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        yield f"  {name:<12} {levels.total():>6,}  {_counts(levels)}"
    reasons = Counter(str(item.dead) for item in inventory.items if not item.live)
    if reasons:
        yield f"  {'dead':<12} {reasons.total():>6,}  {_counts(reasons)}"


def _files(inventory: Inventory) -> Iterator[str]:
    groups: dict[str, list[TestItem]] = defaultdict(list)
    for item in inventory.items:
        groups[item.path].append(item)
    width = max((len(path) for path in groups), default=0)
    for path, items in groups.items():
        modules = dict.fromkeys(x.module for i in items for x in i.links if x.counts)
        shown = ", ".join(list(modules)[:4]) + (" ..." if len(modules) > 4 else "")
        yield f"{visible(path):<{width}}  {len(items):>5,}  {shown or 'no module of the project'}"


def _weak(inventory: Inventory) -> Iterator[str]:
    weak = [i for i in inventory.items if not i.live or str(i.level) != "written"]
    if weak:
        yield ""
    for item in weak:
        said = f"dead: {item.why_dead}" if not item.live else f"{item.level}: {item.why_level}"
        yield f"{visible(item.path)}:{item.span.line} {visible(item.name)} {visible(said)}"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counted.most_common())
