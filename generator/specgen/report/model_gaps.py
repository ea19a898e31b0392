"""What a format of gap reports is."""

from collections.abc import Callable
from dataclasses import dataclass

from specgen.gaps.model import GapReport
from specgen.report.model import Style


@dataclass(frozen=True, slots=True)
class GapFormat:
    """One way to write a gap report, chosen by ``specgen gaps --format NAME``.

    ``render`` returns text that ends in a line feed; only the terminal's looks at the style.
    """

    name: str
    about: str
    render: Callable[[GapReport, Style], str]
