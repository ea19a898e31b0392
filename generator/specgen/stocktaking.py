"""What a repository has, with specs or without: its API and its tests, read and nothing else.

Light to import: a scan of a repository without specs goes through here alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specgen.adopt.model import Evidence
from specgen.adopt.types import types_found
from specgen.cache.model import Store, without_gc
from specgen.inventory.model import Inventory, TypeRule
from specgen.inventory.scan import TestLayout, scan
from specgen.repository.look import look
from specgen.repository.model import Packaging, Repository
from specgen.repository.packaging import packaging
from specgen.source.model import Node
from specgen.source.read import read
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


def tree_of(path: PurePosixPath, data: bytes) -> Node | None:
    """The tree of a YAML file that is no spec; what is wrong with it is not ours to say."""
    return read(path, data)[0].root


def surface_of(found: Packaging, readers: Readers, *, store: Store | None = None) -> Surface:
    """The API of the packages that ``found`` names."""
    beside = (glob for name in found.others for glob in (name, f"{name}.*"))
    layout = SourceLayout(found.root, found.packages, tuple(beside))
    with without_gc():
        return survey(layout, readers.source, store=store)


def layout_of(
    repository: Repository, more: Mapping[str, Mapping[str, str]] | None = None
) -> TestLayout:
    """Where tests are looked for without specs; ``more`` are further words for built-in types."""
    rules = (
        TypeRule(name, name, name, (*aliases, *(more or {}).get(name, ())))
        for name, aliases in ALIASES.items()
    )
    return TestLayout((), (_GENERATED,), tuple(rules), runs=repository.runs)


def inventory_of(
    readers: Readers, layout: TestLayout, *, surface: Surface, store: Store | None = None
) -> Inventory:
    """The tests of the repository of ``readers``."""
    root = readers.tests.root
    with without_gc():
        return scan(root, layout, surface=surface, reader=readers.tests, store=store)


def stock_of(
    root: Path, *, progress: Callable[[str], None] = lambda _: None
) -> tuple[Surface, Inventory]:
    """The API and the tests of a repository without specs, as those that `init` drafts see them.

    What was read is kept below ``.specgen/``.
    """
    store = Store.of(root)
    readers = Readers.of(root, store)
    progress("reading the code")
    surface = surface_of(packaging(root), readers, store=store)
    progress("reading the tests")
    seen = look(root, tree_of)
    inventory = inventory_of(readers, layout_of(seen), surface=surface, store=store)
    words = types_found(Evidence(seen, surface, inventory, BUILT_IN)).aliases
    if words:
        inventory = inventory_of(readers, layout_of(seen, words), surface=surface)
    return surface, inventory
