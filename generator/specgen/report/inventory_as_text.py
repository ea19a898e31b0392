"""The tests that exist, for people: what there is by type, what is wrong, and where."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from specgen.inventory.model import Inventory, TestItem
from specgen.levels import Level
from specgen.report.visible import visible


def inventory_as_text(inventory: Inventory) -> str:
    """Totals, then one line per file; tests that prove nothing are named with the reason."""
    named = (*_weak(inventory), *_made(inventory))
    return "\n".join([*_totals(inventory), "", *_files(inventory), *named, ""])


def _totals(inventory: Inventory) -> Iterator[str]:
    live, files = inventory.live, {item.path for item in inventory.items}
    dead = len(inventory.items) - len(live)
    gone = f", {dead:,} that can prove nothing" if dead else ""
    yield f"{_many(len(live), 'live test')} in {_many(len(files), 'file')}{gone}"
    by_type: dict[str, Counter[str]] = defaultdict(Counter)
    for item in live:
        by_type[item.type][str(item.level)] += 1
    weak = Counter(i.type for i in live if i.weak and i.level is Level.WRITTEN)
    for name, levels in sorted(by_type.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        of_these = f"; weak {weak[name]:,} of the written" if weak[name] else ""
        yield f"  {name:<12} {levels.total():>6,}  {_counts(levels)}{of_these}"
    reasons = Counter(str(item.dead) for item in inventory.items if not item.live)
    if reasons:
        yield f"  {'dead':<12} {reasons.total():>6,}  {_counts(reasons)}"
    if inventory.made:
        yield f"  {'not read':<12} {len(inventory.made):>6,}  made by a call"


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
    named = [i for i in inventory.items if not i.live or i.weak or i.level is not Level.WRITTEN]
    if named:
        yield ""
    for item in named:
        yield f"{visible(item.path)}:{item.span.line} {visible(item.name)} {visible(_said(item))}"


def _said(item: TestItem) -> str:
    """Why a test proves little or nothing."""
    if not item.live:
        return f"dead: {item.why_dead}"
    weak = "weak" if item.weak and item.level is Level.WRITTEN else str(item.level)
    return f"{weak}: {item.why_level}"


def _made(inventory: Inventory) -> Iterator[str]:
    """The places that make tests by a call that reading cannot follow."""
    if inventory.made:
        yield ""
    for made in inventory.made:
        yield f"{visible(made.path)}:{made.line} {visible(made.what)}"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counted.most_common())
