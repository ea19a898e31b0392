"""Names bound by `from x import *` inside the project, as re-exports that can be followed."""

from collections.abc import Mapping
from dataclasses import replace

from specgen.surface.absolute import absolute
from specgen.surface.model import ModuleSurface
from specgen.syntax.model import FileFacts

_ROUNDS = 16  # star imports of star imports; real packages have two or three levels

Modules = Mapping[str, ModuleSurface]
Bound = dict[str, dict[str, str]]


def with_stars(modules: Modules, facts: Mapping[str, FileFacts]) -> dict[str, ModuleSurface]:
    """``modules`` with a re-export for each name that a star import of one of them binds.

    A name that is defined or imported by name stays what it is; of two stars the later wins.
    """
    stars = {name: found for name in modules if (found := _stars(name, facts, modules=modules))}
    bound: Bound = {name: {} for name in stars}
    for _ in range(_ROUNDS):
        before = bound
        bound = {
            name: _taken(name, found, modules=modules, bound=before)
            for name, found in stars.items()
        }
        if bound == before:
            break
    return {
        name: replace(module, reexports={**bound[name], **module.reexports})
        if name in bound
        else module
        for name, module in modules.items()
    }


def _stars(name: str, facts: Mapping[str, FileFacts], *, modules: Modules) -> tuple[str, ...]:
    file = facts[name]
    package = name if file.path.endswith("__init__.py") else name.rpartition(".")[0]
    targets = (absolute(i.target, package) for i in file.imports if i.name == "*")
    return tuple(t for t in targets if t in modules and t != name)


def _taken(
    name: str, origins: tuple[str, ...], *, modules: Modules, bound: Bound
) -> dict[str, str]:
    """Name -> where it comes from, for all that the star imports of a module bind.

    What is bound already stays: the shortest way wins, so that no name leads in a circle.
    """
    own = {s.name for s in modules[name].symbols}
    found: dict[str, str] = {}
    for origin in origins:
        through = bound.get(origin, {})
        for public in _offered(modules[origin], through, modules=modules):
            if public not in own:
                found[public] = f"{origin}.{public}"
    return {**found, **bound[name]}


def _offered(module: ModuleSurface, through: Mapping[str, str], *, modules: Modules) -> list[str]:
    """What a star import of ``module`` binds: `__all__` where it is a literal, else what is public,
    the submodules that a package has imported among it."""
    if module.exports:
        return list(module.exports)
    here = [s.name for s in module.symbols if "." not in s.name]
    below = f"{module.name}."
    inside = (
        t.removeprefix(below).partition(".")[0] for t in module.imports if t.startswith(below)
    )
    loaded = [s for s in inside if f"{below}{s}" in modules]
    return [n for n in (*here, *module.reexports, *through, *loaded) if not n.startswith("_")]
