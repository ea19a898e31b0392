"""Names inside a module of the code under test: there, missing, or beyond what reading can see."""

from dataclasses import dataclass

from specgen.surface.model import ModuleSurface, Opaque, Surface, Symbol, SymbolKind

_PLAIN_BASES = frozenset(
    ("object", "abc.ABC", "typing.Generic", "typing.Protocol", "typing_extensions.Protocol")
)


@dataclass(frozen=True, slots=True)
class Missing:
    """The name is not there; ``candidates`` are those that are, as one would write them."""

    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknowable:
    """Reading cannot say whether the name is there."""


def member(surface: Surface, home: ModuleSurface, *, name: str) -> Symbol | Missing | Unknowable:
    """What a dotted name means in a module, through re-exports and base classes."""
    symbol = surface.symbol(f"{home.name}.{name}")
    if symbol is not None:
        return symbol
    found = surface.find(f"{home.name}.{name}")
    at = surface.modules[found.module] if found else home
    inside = found.symbol if found else name
    if at.open or at.problem or inside.split(".")[0] in at.reexports:
        return Unknowable()
    owner, dot, last = inside.rpartition(".")
    if not dot:
        return Missing(_names(at))
    above = member(surface, at, name=owner)
    if isinstance(above, Missing):
        return Missing(tuple(s.name for s in at.public))
    return _of_class(surface, at, owner=above, last=last) if isinstance(above, Symbol) else above


def _names(module: ModuleSurface) -> tuple[str, ...]:
    own = (symbol.name for symbol in module.public if "." not in symbol.name)
    return (*own, *(name for name in module.reexports if not name.startswith("_")))


def _of_class(
    surface: Surface, home: ModuleSurface, *, owner: Symbol, last: str
) -> Missing | Symbol | Unknowable:
    """A member that the class does not define itself: perhaps one of its bases does."""
    if owner.kind is not SymbolKind.CLASS or isinstance(owner.signature, Opaque):
        return Unknowable()
    names = [s.name for s in home.public if s.name.startswith(f"{owner.name}.")]
    for base in owner.bases:
        if base in _PLAIN_BASES:
            continue
        module = _home_of(surface, home, base=base)
        if module is None:
            return Unknowable()
        found = member(surface, module, name=f"{base.rpartition('.')[2]}.{last}")
        if not isinstance(found, Missing):
            return found
        names += [f"{owner.name}.{name.rpartition('.')[2]}" for name in found.candidates]
    return Missing(tuple(names))


def _home_of(surface: Surface, home: ModuleSurface, *, base: str) -> ModuleSurface | None:
    """The module that defines a base class, through re-exports; nothing where outside."""
    for dotted in (base, f"{home.name}.{base}"):
        found = surface.find(dotted)
        if found and surface.modules[found.module].symbol(found.symbol):
            return surface.modules[found.module]
    return None
