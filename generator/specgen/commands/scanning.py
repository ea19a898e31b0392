"""The inventory in the form that the options of `specgen scan` ask for."""

from argparse import Namespace
from dataclasses import dataclass, replace
from datetime import date

from specgen.commands import adopting, compiling, console
from specgen.compilation import Compilation
from specgen.inventory.model import Inventory
from specgen.pipeline import as_on_disk
from specgen.report.inventory_as_json import inventory_as_json
from specgen.report.inventory_as_text import inventory_as_text
from specgen.report.recorded_as_yaml import recorded_as_yaml
from specgen.repository.look import WATCHED as CONFIGURATION

WATCHED = (".", *CONFIGURATION)


@dataclass(frozen=True, slots=True)
class Scanned:
    """The text to print, what could not be read, and what was wrong with the request or specs."""

    text: str
    unread: str = ""
    wrong: str = ""


def scanned(chosen: Namespace) -> Scanned:
    """Scan the repository that the options mean, with its specs or without."""
    day = _day(chosen.as_of) if chosen.recorded else None
    if chosen.recorded and day is None:
        wrong = "specgen: --recorded needs the day it holds for: --as-of 2026-11-21\n"
        return Scanned("", wrong=wrong)
    root = console.repository_of(chosen)
    begun = console.has_specs(root)
    compilation = as_on_disk(compiling.compiled(chosen) if begun else adopting.inferred(root))
    unread = "" if begun else adopting.unread(compilation)
    invalid = compiling.errors(compilation)
    if invalid:
        return Scanned("", unread, compiling.rendered(invalid, "text", error=True))
    if day is not None:
        return Scanned(_snapshots(compilation, day, source=chosen.source), unread)
    as_text = inventory_as_json if chosen.format == "json" else inventory_as_text
    return Scanned(as_text(_whole(compilation)), unread)


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
    return replace(Inventory(), items=tuple(items.values()), findings=tuple(said))
