"""What is known of earlier than this change: a verdict, and why a revision tells nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from specgen.diagnostics import Place
from specgen.gate.model_status import Shares


@dataclass(frozen=True, slots=True)
class Baseline:
    """What an earlier verdict recorded.

    ``coverage`` maps a module's full name, or ``total``, to its share; ``broken`` maps rule and
    subject of what was broken then to its measured value, None where it is no number.  ``shares``
    are those of the required scenarios, None where nothing tells.
    """

    coverage: Mapping[str, float]
    broken: Mapping[tuple[str, str], float | None]
    shares: Shares | None = None


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Why a base cannot be compared with: what is wrong, where, and the way out."""

    message: str
    place: Place
    tip: str
