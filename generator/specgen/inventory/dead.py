"""Tests that prove nothing however they are written: skipped, unimportable, never selected."""

from collections.abc import Iterable

from specgen.inventory.collect import Raw
from specgen.inventory.index import Index
from specgen.inventory.model import Dead, Excuse, ExcuseKind
from specgen.inventory.places import Options
from specgen.inventory.select import selects
from specgen.surface.model import ModuleSurface, Surface
from specgen.syntax.model import FileFacts, Import


def dead(
    raw: Raw, said: Iterable[Excuse], *, broken: str, options: Options, names: Iterable[str]
) -> tuple[Dead, str]:
    """Why a test is dead, or ``Dead.NO``; ``names`` are its marks, ``broken`` its file's import."""
    if raw.refused:
        return Dead.UNCOLLECTED, raw.refused
    if any(raw.node_id == d or raw.node_id.startswith(d + "::") for d in options.deselect):
        return Dead.DESELECTED, "deselected by addopts"
    if not selects(options.marks, names) or not selects(
        options.keywords, (*raw.classes, raw.name, *raw.path.split("/")), inside=True
    ):
        return Dead.DESELECTED, "never selected by the -m or -k of addopts"
    if broken:
        return Dead.UNIMPORTABLE, broken
    for excuse in said:
        if excuse.kind is ExcuseKind.SKIP and excuse.unconditional:
            return Dead.SKIPPED, f"always skipped: {excuse.reason or 'no reason given'}"
    return Dead.NO, ""


def broken_import(facts: FileFacts, index: Index, *, surface: Surface) -> str:
    """The first import of the project that leads nowhere, in words; empty where all are right."""
    if not surface.modules:
        return ""
    scope = index.scope(facts.path)
    tops = {m.partition(".")[0] for m in surface.modules}
    for one in facts.imports:
        target = scope.absolute(one.target)
        if one.guarded or target.partition(".")[0] not in tops or index.file_of(target):
            continue
        if not _leads(one, target, surface=surface, index=index):
            return f"imports {target}, which is not there (line {one.line})"
    return ""


def _leads(one: Import, target: str, *, surface: Surface, index: Index) -> bool:
    if one.name == "*" or one.plain:
        return surface.module(target) is not None or _private(target)
    found = surface.find(target)
    if found is None or not found.symbol:
        return found is not None or bool(index.file_of(target.rpartition(".")[0]))
    module = surface.module(found.module)
    return module is None or _offers(module, found.symbol.partition(".")[0], surface=surface)


def _offers(module: ModuleSurface, name: str, *, surface: Surface) -> bool:
    """Whether a module may hold ``name``; generated and compiled sub-modules may."""
    if module.open or module.symbol(name) or name in module.reexports or _private(name):
        return True
    imported = {t.partition(".")[0] for t in module.imports}
    return name in imported or surface.module(f"{module.name}.{name}") is not None


def _private(name: str) -> bool:
    """``_version``, ``_speedups`` and the like are often made by the build."""
    return name.rpartition(".")[2].startswith("_")
