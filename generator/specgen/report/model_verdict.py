"""What a format of verdicts is, and where a complaint stands in its file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from specgen.diagnostics import Place, Span
from specgen.gate.model import Verdict
from specgen.report.model import Style

ROOM = 1_000_000  # bytes; a job summary of GitHub may hold 1 MiB


@dataclass(frozen=True, slots=True)
class View:
    """What a format needs besides the verdict: where its places are in spec files, what text for
    people looks like, and how many bytes a job summary may still take."""

    spans: Mapping[Place, Span] = field(default_factory=dict)
    style: Style = field(default_factory=Style)
    room: int = ROOM


def in_a_row(texts: Sequence[str]) -> str:
    """The texts of several projects, one after the other."""
    return "".join(texts)


@dataclass(frozen=True, slots=True)
class VerdictFormat:
    """One way to write a verdict, chosen by ``specgen gate --format NAME``.

    ``render`` returns text that ends in a line feed; only the terminal's looks at the style.
    ``join`` makes one text of those of at least two projects.
    """

    name: str
    about: str
    render: Callable[[Verdict, View], str]
    join: Callable[[Sequence[str]], str] = in_a_row
