"""Why a cell or scenario has its status, as frozen nouns."""

from dataclasses import dataclass

from specgen.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that made the status what it is, and the place that it comes from, if any."""

    label: str
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A cell or scenario, its status in words, and the reasons in the order that they apply."""

    subject: str
    status: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """No id, or more than one, is meant by ``word``; ``candidates`` are the nearest or all."""

    word: str
    candidates: tuple[str, ...]
