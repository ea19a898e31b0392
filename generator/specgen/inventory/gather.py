"""Which files an inventory reads: test files, conftests, and whatever of the tests they import."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from specgen.inventory.index import Index
from specgen.inventory.model import TestConfig
from specgen.inventory.naming import is_test_file
from specgen.surface.model import Surface
from specgen.syntax.model import FileFacts, Reader

_ROUNDS = 5  # imports of imports followed


@dataclass(frozen=True, slots=True)
class Found:
    """The Python files below the test roots: ``tests`` are what pytest would open as tests.

    ``others`` may be imported by them.
    """

    tests: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.tests, *self.others)


def sort_out(
    root: Path, listed: Sequence[str], *, config: TestConfig, roots: Sequence[str]
) -> Found:
    """Tests and others; conftests of the folders above the roots are among the others."""
    tests = [p for p in listed if is_test_file(p, config) or p in roots]
    known = set(listed)
    folders = {p.rpartition("/")[0] for p in listed}
    above = {"/".join(f.split("/")[:n]) for f in folders for n in range(f.count("/") + 2)}
    wanted = {f"{a}/conftest.py" if a else "conftest.py" for a in above} - known
    extra = [c for c in sorted(wanted) if (root / c).is_file()]
    chosen = set(tests)
    return Found(tuple(tests), tuple(p for p in (*listed, *extra) if p not in chosen))


def follow(
    root: Path, reader: Reader, *, found: Found, surface: Surface, config: TestConfig
) -> Index:
    """The facts of the tests and conftests, and of the other files that they import.

    The files of the code under test are never followed into.
    """
    first = [*found.tests, *(p for p in found.others if p.endswith("conftest.py"))]
    source = {m.path for m in surface.modules.values()} - set(found.tests)
    marks = {f"{m.name}.{n}": mark for m in surface.modules.values() for n, mark in m.marks.items()}

    def indexed(files: Iterable[FileFacts]) -> Index:
        return Index(files, config.pythonpath, listed=found.paths, aliases=marks)

    index = indexed(reader.facts(first))
    new = tuple(index.files.values())
    for _ in range(_ROUNDS):
        wanted = _imported(root, new, index=index, config=config)
        wanted = {p for p in wanted if p not in index.files and p not in source}
        if not wanted:
            break
        new = reader.facts(sorted(wanted))
        index = indexed((*index.files.values(), *new))
    return index


def _imported(
    root: Path, files: Iterable[FileFacts], *, index: Index, config: TestConfig
) -> set[str]:
    """The files that ``files`` import, below the test roots or next to them."""
    targets: set[str] = set()
    for facts in files:
        scope = index.scope(facts.path)
        late = (i for f in facts.functions for i in f.body.imports)
        targets |= {scope.absolute(i.target) for i in (*facts.imports, *late)}
        plugins = scope.values.get("pytest_plugins")
        targets |= set(plugins.strings if plugins else ())
    return {p for t in targets for p in _files(root, t, index=index, config=config)}


def _files(root: Path, target: str, *, index: Index, config: TestConfig) -> Iterable[str]:
    for name in (target, target.rpartition(".")[0]):
        listed = index.listed(name)
        if listed:
            yield listed
        elif {"tests", "test", "testing"} & set(name.split(".")):
            yield from _beside(root, name.replace(".", "/"), config=config)


def _beside(root: Path, path: str, *, config: TestConfig) -> Iterable[str]:
    for prefix in ("", *(f"{p.rstrip('/')}/" for p in config.pythonpath)):
        for candidate in (f"{prefix}{path}.py", f"{prefix}{path}/__init__.py"):
            if (root / candidate).is_file():
                yield candidate
