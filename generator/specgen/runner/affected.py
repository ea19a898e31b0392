"""Which tests a change can affect, by the static graph of imports and links."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from specgen.inventory.model import Inventory, TestItem
from specgen.surface.model import Surface

_SPECS, _PROJECT = "specs", "project.yaml"
_DOCUMENTS = {".md", ".rst"}
_SETTINGS = {".yaml", ".yml"}


def affected(
    changed: Iterable[str], inventory: Inventory, *, surface: Surface
) -> tuple[TestItem, ...]:
    """The tests to run after ``changed`` (paths).  In doubt a test is among them.

    A test is affected if its file changed, if it is linked (however weakly) to a module that
    changed or that imports one that did, or if it is linked to none.  Any other file affects all:
    configuration, helpers and data of the tests, a module that is gone.  But for specs other than
    a project's (what they mean for a test stands in its file), documents that lie with neither
    code nor tests, and settings in hidden folders.
    """
    paths = set(changed)
    modules = {m.path: m.name for m in surface.modules.values()}
    tests = {path for item in inventory.items for path in (item.path, item.home)}
    folders = {PurePosixPath(path).parts[0] for path in (*modules, *tests) if "/" in path}
    if not all(_is_harmless(path, folders) for path in paths - modules.keys() - tests):
        return inventory.items
    reached = _importers({modules[path] for path in paths & modules.keys()}, surface)
    return tuple(
        item
        for item in inventory.items
        if {item.path, item.home} & paths
        or not item.links
        or any(link.module in reached for link in item.links)
    )


def _is_harmless(path: str, folders: set[str]) -> bool:
    """Whether no test can see it; ``folders`` are those at the top that hold code and tests."""
    file = PurePosixPath(path)
    top = file.parts[0]
    if top == _SPECS:
        return file.name != _PROJECT
    hidden = top.startswith(".") and top != ".."
    return top not in folders and (
        file.suffix in _DOCUMENTS or (hidden and file.suffix in _SETTINGS)
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
