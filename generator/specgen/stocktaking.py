"""What a repository has, with specs or without: its API and its tests, read and nothing else.

Light to import: a scan of a repository without specs goes through here alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from specgen.adopt.model import Evidence
from specgen.adopt.types import types_found
from specgen.cache.model import Store, without_gc
from specgen.inventory.model import Inventory, TypeRule
from specgen.inventory.scan import TestLayout, scan
from specgen.repository.model import Packaging, Repository
from specgen.repository.packaging import packaging
from specgen.surface.model import Surface
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library
from specgen.test_types.model_words import ALIASES

_GENERATED = "generated_tests"
BUILT_IN = {name: (name, *aliases) for name, aliases in ALIASES.items()}


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads the tests whole, and of the source only the API; each file once."""

    tests: Library
    source: Library

    @staticmethod
    def of(root: Path, store: Store | None = None) -> "Readers":
        """New readers of the repository at ``root``."""
        kept = store or Store()
        return Readers(Library(root, kept), Library(root, kept, "source", bodies=False))


def surface_of(found: Packaging, readers: Readers, *, store: Store | None = None) -> Surface:
    """The API of the packages that ``found`` names."""
    beside = (glob for name in found.others for glob in (name, f"{name}.*"))
    layout = SourceLayout(found.root, found.packages, tuple(beside))
    with without_gc():
        return survey(layout, readers.source, store=store)


def inventory_of(
    root: Path,
    readers: Readers,
    *,
    surface: Surface,
    store: Store | None = None,
    more: Mapping[str, Mapping[str, str]] | None = None,
) -> Inventory:
    """The tests below ``root``; ``more`` are further words for the built-in types."""
    rules = (
        TypeRule(name, name, name, (*aliases, *(more or {}).get(name, ())))
        for name, aliases in ALIASES.items()
    )
    layout = TestLayout((), (_GENERATED,), tuple(rules))
    with without_gc():
        return scan(root, layout, surface=surface, reader=readers.tests, store=store)


def stock_of(
    root: Path, *, progress: Callable[[str], None] = lambda _: None
) -> tuple[Surface, Inventory]:
    """The API and the tests of a repository without specs, as those that `init` drafts see them.

    What was read is kept below ``.specgen/``.
    """
    store = Store(root / ".specgen")
    readers = Readers.of(root, store)
    progress("reading the code")
    surface = surface_of(packaging(root), readers, store=store)
    progress("reading the tests")
    inventory = inventory_of(root, readers, surface=surface, store=store)
    words = types_found(Evidence(Repository(), surface, inventory, BUILT_IN)).aliases
    if words:
        inventory = inventory_of(root, readers, surface=surface, more=words)
    return surface, inventory
