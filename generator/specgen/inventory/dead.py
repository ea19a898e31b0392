"""Tests that prove nothing however they are written: skipped, unimportable, never selected."""

from collections.abc import Collection, Iterable, Sequence

from specgen.inventory.collect import Raw
from specgen.inventory.index import Index
from specgen.inventory.model import Dead, Excuse, ExcuseKind
from specgen.inventory.places import Options
from specgen.inventory.select import selects
from specgen.surface.model import ModuleSurface, Surface
from specgen.syntax.model import FileFacts, Import


def dead(
    raw: Raw,
    said: Iterable[Excuse],
    *,
    broken: str,
    runs: Sequence[Options],
    names: Collection[str],
) -> tuple[Dead, str]:
    """Why a test is dead, or ``Dead.NO``.

    ``names`` are its marks, ``broken`` its file's import that leads nowhere, and ``runs`` the ways
    pytest is called: first by itself, then by CI. One of CI's has to select the test, and where
    nothing is known of CI, the first.
    """
    if raw.refused:
        return Dead.UNCOLLECTED, raw.refused
    alone, *in_ci = (_left_out(raw, run, names=names) for run in runs)
    if alone and all(in_ci):
        return Dead.DESELECTED, alone
    if in_ci and all(in_ci):
        return Dead.NEVER_RUN, f"no pytest call of CI selects it: {in_ci[0]}"
    if broken:
        return Dead.UNIMPORTABLE, broken
    for excuse in said:
        if excuse.kind is ExcuseKind.SKIP and excuse.unconditional:
            return Dead.SKIPPED, f"always skipped: {excuse.reason or 'no reason given'}"
    return Dead.NO, ""


def _left_out(raw: Raw, run: Options, *, names: Collection[str]) -> str:
    """Why one way of calling pytest does not select the test; empty where it does."""
    node = raw.node_id
    if any(_within(node, d) for d in run.deselect):
        return "deselected by --deselect"
    if run.places and not any(_within(node, p) for p in run.places):
        return "in no folder that pytest is called with"
    words = (*raw.classes, raw.name, *raw.path.split("/"))
    if not selects(run.marks, names) or not selects(run.keywords, words, inside=True):
        return "never selected by -m or -k"
    return ""


def _within(node: str, place: str) -> bool:
    return node == place or node.startswith((f"{place}::", f"{place}/"))


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
