"""References: any unique tail of an id means it, and what means nothing is said."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from specgen.diagnostics import Diagnostic, Log, Place, Related, Severity
from specgen.spelling import suggestion

_SHOWN = 5


class Names:
    """Ids of several kinds, each with the place that defines it."""

    def __init__(self, defined: Mapping[str, Place]) -> None:
        self._defined = defined

    @cached_property
    def _tails(self) -> Mapping[str, tuple[str, ...]]:
        tails: dict[str, tuple[str, ...]] = {}
        for name in sorted(self._defined):
            rest = name
            while "." in rest:
                rest = rest.partition(".")[2]
                tails[rest] = (*tails.get(rest, ()), name)
        return tails

    def candidates(self, word: str) -> tuple[str, ...]:
        """The ids that ``word`` may mean: itself, else every id that ends in it."""
        return (word,) if word in self._defined else self._tails.get(word, ())

    def find(self, word: str, place: Place, *, log: Log, what: str = "id") -> str:
        """The id that ``word`` means; the empty string, and a finding, where that is not one."""
        found = self.candidates(word)
        if len(found) == 1:
            return found[0]
        if found:
            log.add(self._ambiguous(word, place, found=found))
        else:
            log.add(unknown(f"unknown-{what}", word, place=place, known=self._known))
        return ""

    def find_all(
        self, words: Iterable[str], place: Place, *, log: Log, what: str = "id"
    ) -> tuple[str, ...]:
        """The ids that ``words``, a list at ``place``, mean; what means none is left out."""
        found = (self.find(w, place.at(i), log=log, what=what) for i, w in enumerate(words))
        return tuple(name for name in found if name)

    @cached_property
    def _known(self) -> tuple[str, ...]:
        return tuple(self._defined)

    def _ambiguous(self, word: str, place: Place, *, found: tuple[str, ...]) -> Diagnostic:
        related = tuple(Related(self._defined[n], f"`{n}`") for n in found[:_SHOWN])
        listed = ", ".join(f"`{name}`" for name in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        message = f"`{word}` may mean {len(found)} ids"
        tip = f"write one of {listed}{more}"
        return Diagnostic("ambiguous-id", Severity.ERROR, place, message, tip, related)


def unknown(rule: str, word: str, *, place: Place, known: Iterable[str]) -> Diagnostic:
    """The finding for a name that nothing has, with the nearest that something has."""
    what = rule.removeprefix("unknown-")
    names = tuple(known)
    tip = suggestion(word, names)
    if not tip and names and len(names) <= _SHOWN * 2:
        tip = f"known: {', '.join(f'`{name}`' for name in names)}"
    return Diagnostic(rule, Severity.ERROR, place, f"no {what} is called `{word}`", tip)


def duplicate(what: str, name: str, *, place: Place, first: Place) -> Diagnostic:
    """The finding for an id that is defined twice; the first definition wins."""
    related = (Related(first, "first defined here"),)
    tip = "give one of them another id"
    message = f"the {what} `{name}` is defined twice"
    return Diagnostic("duplicate-id", Severity.ERROR, place, message, tip, related)
