"""What a format of verdicts is, and where a complaint stands in its file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from specgen.diagnostics import Place, Span
from specgen.gate.model import Verdict
from specgen.report.model import Style


@dataclass(frozen=True, slots=True)
class View:
    """What a format needs besides the verdict: where its places are in spec files, and what text
    for people looks like."""

    spans: Mapping[Place, Span] = field(default_factory=dict)
    style: Style = field(default_factory=Style)


@dataclass(frozen=True, slots=True)
class VerdictFormat:
    """One way to write a verdict, chosen by ``specgen gate --format NAME``.

    ``render`` returns text that ends in a line feed; only the terminal's looks at the style.
    """

    name: str
    about: str
    render: Callable[[Verdict, View], str]
