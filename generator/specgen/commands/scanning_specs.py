"""What `specgen scan` needs of the compiler: the tests as specs place them, and snapshots."""

from argparse import Namespace
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from specgen.commands import adopting, compiling, console
from specgen.compilation import Compilation
from specgen.inventory.model import Inventory
from specgen.pipeline import as_on_disk
from specgen.report.recorded_as_yaml import recorded_as_yaml


@dataclass(frozen=True, slots=True)
class Found:
    """The tests of all projects, the snapshot where one was asked for, and what was wrong."""

    inventory: Inventory = Inventory()
    snapshot: str = ""
    wrong: str = ""


def scanned(chosen: Namespace, root: Path) -> Found:
    """Compile the specs, or those that `init` would draft, and take the tests as they stand."""
    day = _day(chosen.as_of) if chosen.recorded else None
    if chosen.recorded and day is None:
        return Found(wrong="specgen: --recorded needs the day it holds for: --as-of 2026-11-21\n")
    compilation = _compiled(chosen, root)
    invalid = compiling.errors(compilation)
    if invalid:
        return Found(wrong=compiling.rendered(invalid, "text", error=True))
    if day is not None:
        return Found(snapshot=_snapshots(compilation, day, source=chosen.source))
    return Found(_whole(compilation))


def _compiled(chosen: Namespace, root: Path) -> Compilation:
    """With every test read as it stands."""
    if console.has_specs(root):
        return compiling.compiled(chosen, as_it_stands=True)
    return as_on_disk(adopting.inferred(root))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _snapshots(compilation: Compilation, day: date, *, source: str | None) -> str:
    return "".join(
        recorded_as_yaml(
            one.report, one.inventory, as_of=day, source=source or one.program.project.name
        )
        for one in compilation.projects
    )


def _whole(compilation: Compilation) -> Inventory:
    """The inventories of all projects as one."""
    found = [one.inventory for one in compilation.projects]
    items = {i.node_id: i for inventory in found for i in inventory.items}
    said = dict.fromkeys(d for inventory in found for d in inventory.findings)
    made = tuple(dict.fromkeys(m for inventory in found for m in inventory.made))
    return replace(Inventory(), items=tuple(items.values()), findings=tuple(said), made=made)
