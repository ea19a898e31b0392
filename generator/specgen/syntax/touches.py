"""What a body touches: each dotted name once, with its strongest touch, through local variables."""

from collections.abc import Iterable

from specgen.syntax.model import Touch, Use

_RANKS = {
    touch: rank
    for rank, touch in enumerate(
        (Touch.STRING, Touch.PATCHED, Touch.NAMED, Touch.BUILT, Touch.USED, Touch.CALLED)
    )
}
_DEEPEST = 5  # parts of a dotted name that variables may grow to


class Touches:
    """Collects the touches of one body."""

    def __init__(self) -> None:
        self._uses: dict[str, Use] = {}
        self._origins: dict[str, str] = {}
        self._locals: set[str] = set()
        self._waiting: dict[str, Use] = {}
        self._aliases: dict[str, tuple[str, int]] = {}
        self.roots: set[str] = set()
        self.recent: list[str] = []

    def given(self, names: Iterable[str]) -> None:
        """The parameters: made by nobody here, followed like variables."""
        self._origins.update((name, name) for name in names)

    def add(self, chain: str, line: int, *, touch: Touch, into: str = "") -> None:
        """Keep the touch of ``chain`` if it is the strongest so far."""
        self.recent.append(chain)
        known = self._uses.get(chain)
        if known is None or _RANKS[touch] > _RANKS[known.touch]:
            self._uses[chain] = Use(chain, line, touch, into)

    def resolve(self, chain: str) -> str:
        """``chain`` with a local variable at its root replaced by what made it, or empty."""
        root, dot, rest = chain.partition(".")
        self.roots.add(root)
        origin = self._origins.get(root)
        if origin is not None:
            grown = f"{origin}{dot}{rest}"
            return grown if grown.count(".") < _DEEPEST else origin
        return "" if root in self._locals else chain

    def free(self, chain: str) -> bool:
        """Whether ``chain`` begins with a name that the body does not bind, parameters included."""
        root = chain.partition(".")[0]
        return root not in self._locals and root not in self._origins

    def origin(self, chain: str) -> str:
        """``chain`` as ``resolve`` gives it, but empty for what a parameter gives."""
        root = chain.partition(".")[0]
        return "" if self._origins.get(root) == root else self.resolve(chain)

    def load(self, chain: str, line: int, *, into: str | None) -> None:
        """A name is read: handed to the call ``into``, or looked at where that is nothing."""
        root = chain.partition(".")[0]
        resolved = self.resolve(chain)
        if not resolved:
            return
        if root not in self._origins:
            self.add(resolved, line, touch=Touch.USED)
        elif into is None or root != chain:
            self.add(resolved, line, touch=Touch.CALLED)
            self.add(self._origins[root], line, touch=Touch.CALLED)
        else:
            self.add(resolved, line, touch=Touch.BUILT, into=into)
        self._waiting.pop(self._origins.get(root, ""), None)

    def named(self, chain: str, line: int, *, alias: str = "") -> None:
        """``chain`` stands alone, or the variable ``alias`` is bound to it."""
        if chain.partition(".")[0] in self._origins:
            self.load(chain, line, into=None)
            return
        resolved = self.resolve(chain)
        if resolved:
            self.add(resolved, line, touch=Touch.NAMED)
            self.roots.discard(alias)
            if alias:
                self._aliases[alias] = (resolved, line)

    def made(self, chain: str, line: int, *, into: str | None) -> None:
        """``chain`` is called; the result is handed to ``into``, or looked at."""
        if into is None:
            self.add(chain, line, touch=Touch.CALLED)
        else:
            self.add(chain, line, touch=Touch.BUILT, into=into)

    def bind(self, names: list[str], chain: str, *, line: int) -> None:
        """The variables ``names`` hold what ``chain`` made; empty where that is unknown."""
        for name in names:
            self._locals.add(name)
            self._origins.pop(name, None)
            if chain and chain != name:
                self._origins[name] = chain
        if chain:
            self.recent.append(chain)
            self._waiting.setdefault(chain, Use(chain, line, Touch.CALLED))

    def finish(self) -> tuple[Use, ...]:
        """All touches; what was made and never looked at was made for its own sake."""
        for name, (chain, line) in self._aliases.items():
            if name in self.roots:
                self.add(chain, line, touch=Touch.USED)
        for chain, use in self._waiting.items():
            self._uses.setdefault(chain, use)
        return tuple(self._uses.values())
