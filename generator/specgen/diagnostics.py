"""What any stage may say: findings are records with an address, never exceptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

Key = str | int
Route = tuple[Key, ...]


class Severity(StrEnum):
    """How much a diagnostic weighs; the exit code follows from the worst one.

    ``ERROR``: the specs are invalid (exit 2).  ``FINDING``: the specs are valid and something is
    out of step or below what they ask (exit 1).  ``WARNING`` and ``NOTE`` never fail a command.
    """

    ERROR = "error"
    FINDING = "finding"
    WARNING = "warning"
    NOTE = "note"


EXIT_CODES = {Severity.ERROR: 2, Severity.FINDING: 1, Severity.WARNING: 0, Severity.NOTE: 0}


class Span(NamedTuple):
    """A stretch of text.  Lines and columns count from 1, columns in characters; end exclusive.

    A named tuple: reading makes one per value, and frozen dataclasses take twice as long to build.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class Aim(StrEnum):
    """Which half of a mapping entry a place means."""

    KEY = "key"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: a file and either a route into its tree or a span in its text.

    ``path`` is relative to the repository root, with forward slashes.  Rules speak in routes; one
    function (``source.locate``) turns routes into spans.  ``span`` is set only by those who
    already hold it (syntax errors, Python code, other text files).
    """

    path: PurePosixPath
    route: Route = ()
    aim: Aim = Aim.VALUE
    span: Span | None = None

    def at(self, *keys: Key) -> "Place":
        """The place below this one, reached by ``keys``."""
        return Place(self.path, self.route + keys)

    def key(self, *keys: Key) -> "Place":
        """Like ``at``, but meaning the last key itself rather than its value."""
        return Place(self.path, self.route + keys, Aim.KEY)


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that matters (the first definition, the next step of a cycle)."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: which rule, where, one terse phrase, and separately the way out.

    ``detail`` is text of several lines that stands below the phrase: a unified diff, for drift.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    tip: str = ""
    related: tuple[Related, ...] = ()
    detail: str = ""


class Log:
    """An append-only collection of diagnostics, each kept once."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self._seen: dict[Diagnostic, None] = dict.fromkeys(diagnostics)

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep ``diagnostic``; an equal one that is already here is not kept twice."""
        self._seen.setdefault(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep each of ``diagnostics``."""
        for diagnostic in diagnostics:
            self.add(diagnostic)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that was said, in the order in which it was said (reports sort by place)."""
        return tuple(self._seen)

    @property
    def failed(self) -> bool:
        """Whether any diagnostic says that the specs are invalid."""
        return any(d.severity is Severity.ERROR for d in self._seen)
