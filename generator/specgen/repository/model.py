"""What a repository says of itself, as frozen nouns: where the code is, what CI runs, who bites."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Packaging:
    """Where the code under test is, and how that was told.

    ``root`` is the folder that imports start from, relative to the repository; ``packages`` the
    dotted packages and modules in it that are the product, ``others`` the top names beside them
    that are not.  ``python`` are the versions that the project says it supports, oldest first.
    """

    name: str = "project"
    root: str = "."
    packages: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    why: str = ""
    python: tuple[str, ...] = ()
    why_python: str = ""


@dataclass(frozen=True, slots=True)
class CoverageGate:
    """A setting that fails a run below a share of coverage, in percent; 0 never fails."""

    path: str
    line: int
    setting: str
    percent: float


@dataclass(frozen=True, slots=True)
class TestCommand:
    """A command of a CI file that runs tests.

    ``tolerated`` is what keeps its failure from failing the job (``continue-on-error``,
    ``|| true``), empty where nothing does; ``why_line`` is the line where that is said.
    """

    __test__ = False

    path: str
    line: int
    text: str
    tolerated: str = ""
    why_line: int = 0


@dataclass(frozen=True, slots=True)
class Repository:
    """Everything read beside code, tests and specs.

    ``marks`` are the pytest marks that conftest files register; ``changes`` the number of recent
    commits that touched each file, empty where there is no history.  ``paths`` are the files that
    were read; ``runs`` the arguments of each pytest call that CI makes, none where reading cannot
    tell them all.
    """

    packaging: Packaging = Packaging()
    gates: tuple[CoverageGate, ...] = ()
    commands: tuple[TestCommand, ...] = ()
    marks: frozenset[str] = frozenset()
    changes: Mapping[str, int] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
    runs: tuple[tuple[str, ...], ...] = ()
