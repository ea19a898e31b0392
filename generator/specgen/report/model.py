"""What a report is made of: diagnostics that have been given their place in a text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Severity, Span


@dataclass(frozen=True, slots=True)
class LocatedPlace:
    """A second place that matters.  ``lines`` are the source lines that ``span`` covers."""

    path: PurePosixPath
    span: Span
    lines: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class LocatedDiagnostic:
    """A diagnostic with its span looked up.

    ``lines`` are the source lines that ``span`` covers, without line ends; empty where the place
    is a folder, a missing file or one that is not text.  ``related`` has one entry per entry of
    ``diagnostic.related``.
    """

    diagnostic: Diagnostic
    span: Span
    lines: tuple[str, ...] = ()
    related: tuple[LocatedPlace, ...] = ()

    @property
    def path(self) -> PurePosixPath:
        """The file, relative to the repository root."""
        return self.diagnostic.place.path


@dataclass(frozen=True, slots=True)
class Style:
    """How text for people looks: whether it has terminal colours, and its width in cells."""

    colour: bool = False
    width: int = 100


Located = tuple[LocatedDiagnostic, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write diagnostics, chosen by ``--format NAME``.

    ``render`` takes diagnostics in order (see ``in_order``) and returns text that ends in a line
    feed; only the text format looks at the style.
    """

    name: str
    about: str
    render: Callable[[Located, Style], str]


def counts(located: Located) -> dict[Severity, int]:
    """How many diagnostics there are of each severity, the worst first."""
    said = [each.diagnostic.severity for each in located]
    return {severity: said.count(severity) for severity in Severity}


def in_order(located: Iterable[LocatedDiagnostic]) -> Located:
    """Sorted by path, place, rule and message; each once."""
    return tuple(sorted(dict.fromkeys(located), key=_order))


def _order(located: LocatedDiagnostic) -> tuple[str, Span, str, str]:
    return (
        str(located.path),
        located.span,
        located.diagnostic.rule,
        located.diagnostic.message,
    )
