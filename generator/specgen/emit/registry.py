"""The registry of documents: what ``documents:`` may list, and who writes it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from specgen.emit.gaps_document import gaps_document
from specgen.gaps.model import ClaimVerdict, GapReport
from specgen.plan import PlannedFile
from specgen.program.model import Program


@dataclass(frozen=True, slots=True)
class Emitter:
    """One document: its name in ``documents:``, and the function that writes it."""

    name: str
    emit: Callable[[Program, GapReport, Iterable[ClaimVerdict]], PlannedFile]


EMITTERS: tuple[Emitter, ...] = (Emitter("gaps", gaps_document),)
