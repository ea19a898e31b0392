"""Names bound by `from x import *` inside the project, as re-exports that can be followed."""

from collections.abc import Mapping
from dataclasses import replace

from specgen.surface.absolute import absolute
from specgen.surface.model import ModuleSurface
from specgen.syntax.model import FileFacts

Modules = Mapping[str, ModuleSurface]


def with_stars(modules: Modules, facts: Mapping[str, FileFacts]) -> dict[str, ModuleSurface]:
    """``modules`` with a re-export for each name that a star import of one of them binds.

    A name that is defined or imported by name stays what it is; of two stars the later wins.
    """
    stars = {
        name: found for name in modules if (found := _stars(name, facts[name], modules=modules))
    }
    bound = {name: _bound(name, modules, stars=stars, trail=frozenset()) for name in stars}
    return {
        name: replace(module, reexports={**bound[name], **module.reexports})
        if name in bound
        else module
        for name, module in modules.items()
    }


def _stars(name: str, facts: FileFacts, *, modules: Modules) -> tuple[str, ...]:
    package = name if facts.path.endswith("__init__.py") else name.rpartition(".")[0]
    targets = (absolute(i.target, package) for i in facts.imports if i.name == "*")
    return tuple(t for t in targets if t in modules and t != name)


def _bound(
    name: str, modules: Modules, *, stars: Mapping[str, tuple[str, ...]], trail: frozenset[str]
) -> dict[str, str]:
    """Name -> where it comes from, for all that the star imports of a module bind."""
    found: dict[str, str] = {}
    own = {s.name for s in modules[name].symbols}
    for origin in stars.get(name, ()):
        if origin not in trail:
            for public in _offered(origin, modules, stars=stars, trail=trail | {name}):
                found[public] = f"{origin}.{public}"
    return {public: target for public, target in found.items() if public not in own}


def _offered(
    name: str, modules: Modules, *, stars: Mapping[str, tuple[str, ...]], trail: frozenset[str]
) -> list[str]:
    """What `from name import *` binds: `__all__` where it is a literal, else what is public, the
    submodules that a package has imported among it."""
    module = modules[name]
    if module.exports:
        return list(module.exports)
    here = [s.name for s in module.symbols if "." not in s.name]
    through = _bound(name, modules, stars=stars, trail=trail)
    inside = (t.removeprefix(f"{name}.") for t in module.imports if t.startswith(f"{name}."))
    loaded = [s for s in (i.partition(".")[0] for i in inside) if f"{name}.{s}" in modules]
    return [n for n in (*here, *module.reexports, *through, *loaded) if not n.startswith("_")]
