"""Arguments next to the signature that must take them."""

from dataclasses import dataclass

from specgen.surface.model import Certain, ParameterKind, Symbol
from specgen.test_types.model import NotComplete

VARIADIC = (ParameterKind.VAR_POSITIONAL, ParameterKind.VAR_KEYWORD)
_BY_PLACE = (ParameterKind.POSITIONAL, ParameterKind.POSITIONAL_ONLY)


@dataclass(frozen=True, slots=True)
class Taking:
    """Something that takes arguments: how messages call it, what the source says of it, what to do
    where they do not fit, and the parameters that a test fills by itself."""

    shown: str
    symbol: Symbol
    tip: str = "give it in `args` or `kwargs`"
    provided: frozenset[str] = frozenset()

    def check(self, places: int, *, names: set[str]) -> None:
        """Refuse so many arguments by place, and those by name; nothing where not known.

        Raises:
            NotComplete: one is too many, missing, given twice or unknown.
        """
        signature = self.symbol.signature
        if not isinstance(signature, Certain):
            return
        listed = signature.parameters
        kinds = {p.kind for p in listed}
        by_place = [p.name for p in listed if p.kind in _BY_PLACE]
        if places > len(by_place) and ParameterKind.VAR_POSITIONAL not in kinds:
            raise NotComplete(
                f"{self.shown} takes at most {len(by_place)} arguments by place", self.tip
            )
        left = [p for p in listed if p.kind not in VARIADIC and p.name not in self.provided]
        taken = set(by_place[:places])
        by_name = {p.name for p in left if p.kind is not ParameterKind.POSITIONAL_ONLY}
        unknown = set() if ParameterKind.VAR_KEYWORD in kinds else names - by_name
        if names & taken or unknown:
            wrong = ", ".join(f"`{name}`" for name in sorted(names & taken or unknown))
            raise NotComplete(f"{wrong} of {self.shown} given twice or unknown", self.tip)
        missing = [p.name for p in left if p.required and p.name not in taken | names]
        if missing:
            wanted = ", ".join(f"`{name}`" for name in missing)
            raise NotComplete(f"{self.shown} needs {wanted}", self.tip)
