"""The inventory in the form that the options of `specgen scan` ask for.

A repository without specs is read by the light path: nothing of the compiler is imported.
"""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from specgen.commands import console, styling
from specgen.diagnostics import Diagnostic, Span
from specgen.inventory.model import Inventory
from specgen.report.as_text import AS_TEXT
from specgen.report.inventory_as_json import inventory_as_json
from specgen.report.inventory_as_text import inventory_as_text
from specgen.report.model import LocatedDiagnostic, in_order
from specgen.repository.look import WATCHED as CONFIGURATION
from specgen.stocktaking import stock_of

WATCHED = (".", *CONFIGURATION)
_START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Scanned:
    """The text to print, what could not be read, and what was wrong with the request or specs."""

    text: str
    unread: str = ""
    wrong: str = ""


def scanned(chosen: Namespace) -> Scanned:
    """Scan the repository that the options mean, with its specs or without."""
    root = console.repository_of(chosen)
    if chosen.recorded or console.has_specs(root):
        from specgen.commands import scanning_specs  # deferred: start-up

        found = scanning_specs.scanned(chosen, root)
        text = found.snapshot or _as_text(found.inventory, chosen.format)
        return Scanned(text, wrong=found.wrong)
    return _bare(chosen, root)


def _bare(chosen: Namespace, root: Path) -> Scanned:
    show = console.progress_to_stderr()
    surface, inventory = stock_of(root, progress=show)
    show("")
    if not surface.modules and not inventory.items:
        raise console.NoSpecs(
            f"found no Python code below {root}; go to the repository, or name it with --root"
        )
    said = in_order(map(_located, (*surface.findings, *inventory.findings)))
    unread = AS_TEXT.render(said, styling.style_of(2)) if said else ""
    return Scanned(_as_text(inventory, chosen.format), unread)


def _as_text(inventory: Inventory, name: str) -> str:
    return (inventory_as_json if name == "json" else inventory_as_text)(inventory)


def _located(said: Diagnostic) -> LocatedDiagnostic:
    return LocatedDiagnostic(said, said.place.span or _START)
