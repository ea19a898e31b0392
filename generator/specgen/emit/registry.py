"""The registry of documents: what ``documents:`` may list, and who writes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from specgen.emit.gaps_document import gaps_document
from specgen.gaps.model import ClaimVerdict, GapReport
from specgen.plan import PlannedFile
from specgen.program.model import Program


class Write(Protocol):
    """A program and its gap report make a document; ``verdicts`` are its claims recomputed."""

    def __call__(
        self, program: Program, report: GapReport, *, verdicts: Iterable[ClaimVerdict]
    ) -> PlannedFile: ...


@dataclass(frozen=True, slots=True)
class Emitter:
    """One document: its name in ``documents:``, and the function that writes it."""

    name: str
    emit: Write


EMITTERS: tuple[Emitter, ...] = (Emitter("gaps", gaps_document),)
