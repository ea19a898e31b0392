"""What the compiler yields: each project compiled, and everything that was said on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specgen.diagnostics import EXIT_CODES, Diagnostic
from specgen.disk.model import Outcome
from specgen.gaps.model import ClaimVerdict, GapReport
from specgen.inventory.model import Inventory
from specgen.plan import Plan
from specgen.program.model import Program
from specgen.source.model import SourceFile
from specgen.surface.model import Surface


@dataclass(frozen=True, slots=True)
class Compiled:
    """One project: what is meant, what exists, what is missing, and what a build would write."""

    program: Program
    surface: Surface
    inventory: Inventory
    report: GapReport
    verdicts: tuple[ClaimVerdict, ...]
    plan: Plan
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Compilation:
    """All projects of one repository.

    ``diagnostics`` are what reading, parsing, resolving and judging said; drift is not among them
    (``disk.drift`` says it from each project's outcome).
    """

    root: Path
    files: Mapping[PurePosixPath, SourceFile]
    projects: tuple[Compiled, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exit_code(self) -> int:
        """What the worst diagnostic makes of a command."""
        return max((EXIT_CODES[d.severity] for d in self.diagnostics), default=0)
