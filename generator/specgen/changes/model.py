"""What differs between two programs, and whether it asks for less: frozen nouns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from specgen.diagnostics import Place
from specgen.program.model import Module, Program


class Effect(StrEnum):
    """What a change does to what is asked."""

    LOOSENS = "loosens"
    TIGHTENS = "tightens"
    NEUTRAL = "neutral"


class ChangeKind(StrEnum):
    """What a change is about."""

    PROJECT = "project"
    SOURCE = "source"
    TYPE = "type"
    TIER = "tier"
    MODULE = "module"
    REQUIRES = "requires"
    EXEMPT = "exempt"
    EVIDENCE = "evidence"
    PLANNED = "planned"
    SCENARIO = "scenario"
    COUNT = "count"
    PROMISE = "promise"  # a case, law, step or other promise of a finished test
    BUDGET = "budget"
    RUN = "run"
    ENFORCEMENT = "enforcement"
    WAIVER = "waiver"
    SKIP = "skip"
    KEPT = "kept"
    RECORDED = "recorded"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what it is about, in one phrase what became of it, and both values as text.

    ``subject`` is the id of a scenario or module, or the name of a tier, type, moment or the like;
    ``what`` continues it.  ``before`` and ``after`` are empty where there is no value.  ``place``
    is in the head's specs, or with a span in the base's where the head has nothing of it.
    """

    kind: ChangeKind
    subject: str
    what: str
    place: Place
    effect: Effect
    before: str = ""
    after: str = ""

    @property
    def loosens(self) -> bool:
        """Whether the head asks less than the base."""
        return self.effect is Effect.LOOSENS


@dataclass(frozen=True)
class Compared:
    """Head and base, compared: every change, and the program that asks what either asks.

    ``strict`` equals the head where nothing loosens.  ``still_asked`` are the scenarios that only
    the base asks for, with the place where it does.
    """

    strict: Program
    changes: tuple[Change, ...] = ()
    still_asked: Mapping[str, Place] = field(default_factory=dict)

    @property
    def loosened(self) -> tuple[Change, ...]:
        """The changes that ask for less."""
        return tuple(change for change in self.changes if change.loosens)


def _unchanged(place: Place) -> Place:
    return place


def _there(_: Module) -> bool:
    return True


@dataclass(frozen=True)
class Revisions:
    """Two programs about to be compared, and what telling them apart needs.

    ``located`` gives a place of the base its span, ``there`` says whether the head still has the
    source of a module; what enforcement said of days before ``since`` is not compared.
    ``heirs`` are the head's modules by the id that they have at the base.
    """

    head: Program
    base: Program
    located: Callable[[Place], Place] = _unchanged
    there: Callable[[Module], bool] = _there
    since: date = date.min
    heirs: Mapping[str, Module] = field(default_factory=dict)
    found: list[Change] = field(default_factory=list)

    def say(self, kind: ChangeKind, subject: str, *, what: str, place: Place) -> "Saying":
        """A change that is about to be noted."""
        return Saying(self.found, kind, subject, what, place)


@dataclass(frozen=True, slots=True)
class Saying:
    """A change without its effect."""

    found: list[Change]
    kind: ChangeKind
    subject: str
    what: str
    place: Place

    def as_(self, effect: Effect, *, before: str = "", after: str = "") -> None:
        """Note the change with its effect and values."""
        said = (self.kind, self.subject, self.what, self.place)
        self.found.append(Change(*said, effect, before, after))

    def loosens(self, *, before: str = "", after: str = "") -> None:
        """Note that the head asks less."""
        self.as_(Effect.LOOSENS, before=before, after=after)

    def tightens(self, *, before: str = "", after: str = "") -> None:
        """Note that the head asks more."""
        self.as_(Effect.TIGHTENS, before=before, after=after)

    def neutral(self, *, before: str = "", after: str = "") -> None:
        """Note that the head asks something else, and neither more nor less."""
        self.as_(Effect.NEUTRAL, before=before, after=after)
