"""What a rule is, and what it may look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from types import MappingProxyType

from specgen.configure.model_jobs import Expected
from specgen.diagnostics import Diagnostic, Place, Related, Severity
from specgen.gaps.model import ClaimVerdict, GapReport
from specgen.inventory.model import Inventory
from specgen.program.model import Program
from specgen.repository.model import Repository
from specgen.source.model import SourceFile
from specgen.surface.model import Surface


@dataclass(frozen=True)
class Facts:
    """Everything that rules judge, as values; a rule reads nothing else.

    ``verdicts`` are the project's claims recomputed, ``sources`` its spec files, ``others`` the
    other projects under the same ``specs/``.  ``absent`` holds those of ``named_paths`` that are
    not there.  ``repository`` is what its configuration and CI say, ``expected`` how long its runs
    take by what was recorded, ``written`` the configuration that each project asks for: path and
    text by its name.  ``known`` holds rules with their severities; ``complete`` says that it holds
    those of every stage, so that a rule it does not hold does not exist.  ``refusing`` are the ids
    of generated tests that stand as planned, so that the inventory lacks them, and expect an error.
    """

    program: Program
    surface: Surface
    inventory: Inventory
    report: GapReport
    verdicts: tuple[ClaimVerdict, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    others: tuple[Program, ...] = ()
    absent: frozenset[PurePosixPath] = frozenset()
    repository: Repository = Repository()
    expected: tuple[Expected, ...] = ()
    written: Mapping[str, Mapping[PurePosixPath, str]] = field(default_factory=dict)
    known: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    complete: bool = False
    refusing: frozenset[str] = frozenset()

    @cached_property
    def readable(self) -> bool:
        """Whether the code under test is here, so that what is not found is not there."""
        source = self.program.project.source
        return not source.elsewhere and source.root not in self.absent

    @cached_property
    def surveyed(self) -> bool:
        """Whether any of it was found; a root that holds nothing else is one finding, not many."""
        return self.readable and bool(self.surface.modules)


Judge = Callable[[Facts], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One judgement.

    ``id`` is the name of its file with hyphens; ``severity`` is what its findings weigh unless
    the project's ``rules:`` says otherwise; ``summary`` completes "reports ...", ``why`` says
    what goes wrong without it, and ``example`` is spec text that it complains about.
    """

    id: str
    severity: Severity
    summary: str
    why: str
    example: str
    judge: Judge

    def says(
        self, place: Place, message: str, *, tip: str = "", related: tuple[Related, ...] = ()
    ) -> Diagnostic:
        """One finding of this rule."""
        return Diagnostic(self.id, self.severity, place, message, tip, related)


def named_paths(program: Program) -> tuple[PurePosixPath, ...]:
    """The paths of which rules want to know whether they are there, sorted.

    Those of a tree that is elsewhere are not looked for.
    """
    source = program.project.source
    if source.elsewhere:
        return ()
    local = (r.to.partition("#")[0] for r in program.references if "://" not in r.to)
    return tuple(sorted({source.root, *source.tests, *(PurePosixPath(p) for p in local if p)}))
