"""The managed block of pyproject.toml, or of the file that pytest reads instead.

TOML and INI forbid a table twice: one that people have already is left out of the block, and
``conflicts`` says what it lacks.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from specgen.configure.conflicts import conflicts
from specgen.configure.coverage_settings import coverage_tables
from specgen.configure.dependencies import GROUP, requirements
from specgen.configure.ini_text import section
from specgen.configure.model import Configuration, Ground
from specgen.configure.pytest_settings import pytest_entries
from specgen.configure.read_settings import toml_table
from specgen.configure.toml_text import table
from specgen.configure.tool_settings import (
    COVERAGE,
    PYPROJECT_TOML,
    PYTEST,
    coverage_settings,
    pytest_home,
    pytest_settings,
)
from specgen.plan import Ownership, PlannedFile
from specgen.program.model import Program

_WHY = "# Written by specgen from specs/: change it there; what you write outside is yours.\n"
_NAMES: Mapping[str, tuple[str, ...]] = {
    "pyproject.toml": ("tool", "pytest", "ini_options"),
    "pytest.toml": ("pytest",),
    ".pytest.toml": ("pytest",),
}


def emit(ground: Ground) -> Iterator[PlannedFile]:
    """The blocks: in pyproject.toml, and where pytest has a file of its own in that."""
    home = pytest_home(ground.standing)
    own = pytest_settings(ground.standing) is None
    tables = [*_dependency_group(ground), *_coverage(ground)]
    if own and home == PYPROJECT_TOML:
        tables.insert(0, table(_NAMES[str(home)], pytest_entries(ground)))
    elif own:
        yield _block(home, [_pytest(home, ground)])
    if tables:
        yield _block(PYPROJECT_TOML, tables)


def _pytest(home: PurePosixPath, ground: Ground) -> str:
    """The one table of a file that is pytest's own, in the types that it takes there."""
    entries = pytest_entries(ground)
    if home.suffix == ".toml":
        if "timeout" in entries:
            entries["timeout"] = str(entries["timeout"])  # pytest-timeout registers it as a text
        return table(_NAMES[str(home)], entries)
    return section("pytest", entries)


def _dependency_group(ground: Ground) -> Iterator[str]:
    text = ground.standing.get(PYPROJECT_TOML, "")
    if toml_table(PYPROJECT_TOML, text, name=("dependency-groups",)) is None:
        yield table(("dependency-groups",), {GROUP: list(requirements(ground))})


def _coverage(ground: Ground) -> Iterator[str]:
    for name, entries in coverage_tables(ground).items():
        home, there = coverage_settings(ground.standing, name)
        if home == PYPROJECT_TOML and there is None:
            yield table(("tool", "coverage", name), entries)


def _block(path: PurePosixPath, tables: Iterable[str]) -> PlannedFile:
    return PlannedFile(path, Ownership.BLOCK, _WHY + "\n".join(tables))


def _paths(_: Program) -> Iterator[PurePosixPath]:
    yield from dict.fromkeys((PYPROJECT_TOML, *(p for p, _ in PYTEST), *(p for p, _ in COVERAGE)))


PYPROJECT = Configuration("pyproject", "configuration", _paths, emit, conflicts)
