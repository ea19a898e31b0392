"""What a function refers to, name by name: project modules, helpers, fixtures, own attributes."""

from collections.abc import Mapping
from dataclasses import dataclass

from specgen.inventory.index import Foreign, Index, Local
from specgen.surface.model import Found, Surface
from specgen.syntax.model import Function, Touch, Use

_SELF = ("self", "cls")


@dataclass(frozen=True, slots=True)
class Ref:
    """One resolved use: exactly one of module, helper, fixture and attribute is set.

    ``into`` is the project module that the result is handed to, where the use says so.
    """

    use: Use
    module: str = ""
    symbol: str = ""
    helper: Local | None = None
    fixture: str = ""
    attribute: str = ""
    into: str = ""
    foreign: str = ""


class Reach:
    """Resolves the uses of functions, each function once."""

    def __init__(self, index: Index, surface: Surface) -> None:
        self.index = index
        self.surface = surface
        self._refs: dict[tuple[str, int, str], tuple[Ref, ...]] = {}
        self._meanings: dict[tuple[str, str], Foreign | Local | None] = {}
        self._found: dict[str, Found | None] = {}

    def refs(self, path: str, function: Function) -> tuple[Ref, ...]:
        """The references of one function."""
        key = (path, function.span.line, function.name)
        known = self._refs.get(key)
        if known is None:
            late = self.index.scope(path).bound(function.body.imports)
            names = {a.name for a in function.arguments}
            resolved = (self._ref(path, u, arguments=names, late=late) for u in function.body.uses)
            known = self._refs[key] = tuple(r for r in resolved if r is not None)
        return known

    def uses(self, path: str, uses: tuple[Use, ...]) -> tuple[Ref, ...]:
        """The references of loose expressions (a module-level value, class attributes)."""
        resolved = (self._ref(path, u, arguments=set(), late={}) for u in uses)
        return tuple(r for r in resolved if r is not None)

    def chain(self, path: str, chain: str) -> Ref | None:
        """What one dotted name refers to."""
        return self._ref(path, Use(chain, 0, Touch.CALLED), arguments=set(), late={})

    def find(self, dotted: str) -> Found | None:
        """The project module that an absolute name leads to."""
        if dotted not in self._found:
            self._found[dotted] = self.surface.find(dotted)
        return self._found[dotted]

    def _ref(
        self, path: str, use: Use, *, arguments: set[str], late: Mapping[str, str]
    ) -> Ref | None:
        root, _, rest = use.chain.partition(".")
        if root in _SELF:
            return Ref(use, attribute=rest.partition(".")[0]) if rest else None
        if root in arguments:
            return Ref(use, fixture=root, into=self._into(path, use, late=late))
        meaning = self._meaning(path, use.chain, late=late)
        if isinstance(meaning, Local):
            return Ref(use, helper=meaning)
        if isinstance(meaning, Foreign):
            return self._outside(path, use, dotted=meaning.dotted, late=late)
        if use.touch in (Touch.PATCHED, Touch.STRING):
            return self._outside(path, use, dotted=use.chain, late=late)
        return None

    def _outside(self, path: str, use: Use, *, dotted: str, late: Mapping[str, str]) -> Ref | None:
        found = self.find(dotted)
        if found is None:
            return Ref(use, foreign=dotted)
        into = self._into(path, use, late=late)
        return Ref(use, found.module, found.symbol, into="" if into == found.module else into)

    def _into(self, path: str, use: Use, *, late: Mapping[str, str]) -> str:
        """The project module of the call that the result of ``use`` is handed to."""
        if use.touch is not Touch.BUILT or not use.into:
            return ""
        meaning = self._meaning(path, use.into, late=late)
        found = self.find(meaning.dotted) if isinstance(meaning, Foreign) else None
        return found.module if found else ""

    def _meaning(self, path: str, chain: str, *, late: Mapping[str, str]) -> Foreign | Local | None:
        if late and chain.partition(".")[0] in late:
            return self.index.meaning(path, chain, late=late)
        key = (path, chain)
        if key not in self._meanings:
            self._meanings[key] = self.index.meaning(path, chain)
        return self._meanings[key]
