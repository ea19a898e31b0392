"""The surface of the code under test: which modules exist and what they offer."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from specgen.cache.model import Store
from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.surface.model import ModuleSurface, Surface
from specgen.surface.modules import module_surface
from specgen.surface.stars import with_stars
from specgen.syntax.model import FileFacts, Reader


@dataclass(frozen=True, slots=True)
class SourceLayout:
    """Where the code under test is.

    ``root`` is the folder, relative to the repository, that import paths start in (``src``, or
    ``.``); ``packages`` the dotted top packages or modules in it, all of them where empty;
    ``exclude`` globs over dotted module names.
    """

    root: str = "."
    packages: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


def survey(layout: SourceLayout, reader: Reader, *, store: Store | None = None) -> Surface:
    """Read every module below ``layout`` statically; ``reader`` reads APIs, not bodies.

    What cannot be listed or parsed is a finding, and the others go on.  ``store`` keeps the
    result for the next run over the same content.
    """
    folders = _folders(layout)
    listing = reader.find(folders, skip=_hidden)
    names = {_module_name(p, layout.root): p for p in listing.paths}
    names = {
        n: p for n, p in sorted(names.items()) if n and not _excluded(n, p, globs=layout.exclude)
    }
    key = _key(layout, reader.digests(names.values()))
    known = store.get("surface", key) if store else None
    if isinstance(known, Surface):
        return known
    modules, problems = _modules(names, reader)
    said = [f for f in listing.findings if f.rule != "missing-folder"]
    result = Surface(modules, (*said, *_missing(layout, modules), *problems), key)
    if store:
        reader.save()
        store.put("surface", key, value=result)
    return result


def _modules(
    names: dict[str, str], reader: Reader
) -> tuple[dict[str, ModuleSurface], list[Diagnostic]]:
    read = zip(names, reader.facts(names.values()), strict=True)
    facts = {name: f for name, f in read if not _holds_tests(name, f)}
    is_known: Callable[[str], bool] = facts.__contains__
    modules = {name: module_surface(name, f, is_module=is_known) for name, f in facts.items()}
    return with_stars(modules, facts), [c for c in (f.complaint for f in facts.values()) if c]


def _folders(layout: SourceLayout) -> list[str]:
    """The folder of each package, or the file of a single-module one."""
    if not layout.packages:
        return [layout.root]
    found: list[str] = []
    for package in layout.packages:
        path = (PurePosixPath(layout.root) / package.replace(".", "/")).as_posix()
        found.extend((path, f"{path}.py"))
    return found


def _module_name(path: str, root: str) -> str:
    """The dotted name of a file below the source root; empty where no import can name it."""
    relative = PurePosixPath(path)
    if root not in (".", ""):
        relative = relative.relative_to(PurePosixPath(root))
    parts = list(relative.with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    return ".".join(parts) if all(p.isidentifier() for p in parts) else ""


def _excluded(name: str, path: str, *, globs: Sequence[str]) -> bool:
    """Excluded by the project, or in a folder of tests inside the package."""
    inside = "tests" in PurePosixPath(path).parts[:-1] or name.rpartition(".")[2] == "conftest"
    return inside or any(fnmatchcase(name, g) for g in globs)


def _holds_tests(name: str, facts: FileFacts) -> bool:
    """A file called like tests that holds some; the name alone says little (``test_types.py``)."""
    last = name.rpartition(".")[2]
    if last != "tests" and not last.startswith("test_"):
        return False
    return any(f.name.startswith("test") for f in facts.functions) or any(
        c.name.startswith("Test") for c in facts.classes
    )


def _hidden(_path: str, name: str) -> bool:
    return not name.isidentifier()


def _key(layout: SourceLayout, digests: tuple[tuple[str, str], ...]) -> str:
    text = repr((layout.root, layout.packages, layout.exclude, digests))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _missing(layout: SourceLayout, modules: Mapping[str, ModuleSurface]) -> list[Diagnostic]:
    """A finding for each declared package (or the whole root) that holds no module."""
    place = Place(PurePosixPath(layout.root))
    tip = "mend `source: {root, package}` in specs/project.yaml"
    absent = [p for p in layout.packages if not any(_below(m, p) for m in modules)]
    if not layout.packages and not modules:
        absent = ["any Python module"]
    return [
        Diagnostic("missing-source", Severity.FINDING, place, f"does not hold {what}", tip)
        for what in absent
    ]


def _below(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")
