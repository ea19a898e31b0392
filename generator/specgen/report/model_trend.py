"""What a format of trends is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from specgen.history.model import Trend
from specgen.report.model import Style


@dataclass(frozen=True, slots=True)
class TrendFormat:
    """One way to write the trends of all projects, chosen by ``specgen trend --format NAME``.

    ``render`` returns text that ends in a line feed; only the terminal's looks at the style.
    """

    name: str
    about: str
    render: Callable[[Sequence[Trend], Style], str]
