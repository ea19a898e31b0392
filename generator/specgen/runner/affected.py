"""Which tests a change can affect, by the static graph of imports and links."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from specgen.inventory.model import Inventory, TestItem
from specgen.surface.model import Surface

_CONFIGURATION = {"pyproject.toml", "pytest.ini", "setup.cfg", "tox.ini", "conftest.py"}
_HARMLESS = {".md", ".rst", ".yaml", ".yml"}


def affected(
    changed: Iterable[str], inventory: Inventory, *, surface: Surface
) -> tuple[TestItem, ...]:
    """The tests to run after ``changed`` (paths).  In doubt a test is among them.

    A test is affected if its file changed, if it is linked (however weakly) to a module that
    changed or that imports one that did, or if it is linked to none.  A changed configuration, a
    helper of the tests, or a file of another kind than code and documents affects all.
    """
    paths = set(changed)
    modules = {m.path: m.name for m in surface.modules.values()}
    tests = {path for item in inventory.items for path in (item.path, item.home)}
    for path in paths - modules.keys() - tests:
        if (
            PurePosixPath(path).name in _CONFIGURATION
            or PurePosixPath(path).suffix not in _HARMLESS
        ):
            return inventory.items
    reached = _importers({modules[path] for path in paths & modules.keys()}, surface)
    return tuple(
        item
        for item in inventory.items
        if {item.path, item.home} & paths
        or not item.links
        or any(link.module in reached for link in item.links)
    )


def _importers(modules: set[str], surface: Surface) -> set[str]:
    """``modules`` and all that import any of them, through any number of hops."""
    by: dict[str, set[str]] = {}
    for module in surface.modules.values():
        for target in (*module.imports, *module.reexports.values()):
            found = surface.find(target)
            for name in (found.module, *_above(target)) if found else ():
                by.setdefault(name, set()).add(module.name)
    reached, fresh = set(modules), list(modules)
    while fresh:
        new = by.get(fresh.pop(), set()) - reached
        reached |= new
        fresh.extend(new)
    return reached


def _above(dotted: str) -> list[str]:
    """The packages above a dotted name: importing ``a.b`` runs ``a/__init__.py`` too."""
    parts = dotted.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]
