"""What a format of verdicts is, and where a complaint stands in its file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from specgen.diagnostics import Place, Span
from specgen.gate.model import Verdict
from specgen.report.model import Style


@dataclass(frozen=True, slots=True)
class VerdictFormat:
    """One way to write a verdict, chosen by ``specgen gate --format NAME``.

    ``render`` takes the verdict and where its places are, and returns text that ends in a line
    feed; only the terminal's looks at the style.
    """

    name: str
    about: str
    render: Callable[[Verdict, Mapping[Place, Span], Style], str]
