"""What the compiler yields: each project compiled, and everything that was said on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from specgen.diagnostics import Diagnostic, Severity
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
    (``disk.drift`` says it from each project's outcome).  ``names`` are all projects that the
    specs declare, also where only one was asked for.
    """

    root: Path
    files: Mapping[PurePosixPath, SourceFile]
    projects: tuple[Compiled, ...]
    diagnostics: tuple[Diagnostic, ...]
    names: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether the specs are invalid, so that nothing may be written."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)
