"""One project's place in the tree: what compiling it reads, each thing once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from specgen.cache.model import Store
from specgen.emit.elements import Bench
from specgen.emit.polish import polish
from specgen.emit.style import style_of
from specgen.emit.templates import renderer
from specgen.emit.tests import Origin, emit_tests
from specgen.inventory.model import Inventory, TypeRule
from specgen.inventory.scan import TestLayout, scan
from specgen.lock.model import Lock
from specgen.lock.read import read_lock
from specgen.plan import Ownership, PlannedFile
from specgen.program.model import Program
from specgen.source.model import SourceFile
from specgen.surface.model import Surface
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library
from specgen.test_types.registry import TEST_TYPES

FORMS = {form.name: form for form in TEST_TYPES}


@dataclass(frozen=True)
class Checkout:
    """A project about to be compiled, and the tree it stands in.

    ``programs`` are all projects under the same ``specs/``, this one among them; ``sources`` its
    spec files.  ``force`` plans to overwrite what a person changed in the machine's own files.
    """

    root: Path
    program: Program
    programs: tuple[Program, ...]
    sources: tuple[SourceFile, ...]
    force: bool = False

    @cached_property
    def store(self) -> Store:
        """Where reading Python is remembered between runs; safe to delete."""
        return Store(self.root / ".specgen" / self.program.project.name)

    @cached_property
    def tests(self) -> Library:
        """Reads the test files."""
        return Library(self.root, self.store)

    @cached_property
    def surface(self) -> Surface:
        """The API of the code under test; empty where the code is elsewhere."""
        source = self.program.project.source
        if source.elsewhere:
            return Surface()
        packages = (source.package,) if source.package else ()
        layout = SourceLayout(str(source.root), packages, source.exclude)
        return survey(
            layout, Library(self.root, self.store, "source", bodies=False), store=self.store
        )

    @cached_property
    def lock(self) -> Lock:
        """What earlier builds have written."""
        path = self.root / self.program.project.outputs.lock
        return read_lock(path.read_text("utf-8", "replace") if path.is_file() else "")

    @cached_property
    def bench(self) -> Bench:
        """What all generated tests share."""
        path = self.root / "pyproject.toml"
        style = style_of(path.read_text("utf-8", "replace") if path.is_file() else "")
        return Bench(style, partial(polish, style=style), renderer())

    def emit(self, wanted: Collection[str]) -> tuple[PlannedFile, ...]:
        """The generated test files that hold the scenarios ``wanted``."""
        origin = Origin(self.program, self.surface, FORMS)
        return tuple(emit_tests(origin, wanted, bench=self.bench))

    def inventory(
        self, also: Iterable[str] = (), *, overlay: Mapping[str, bytes] | None = None
    ) -> Inventory:
        """The tests of the project's test folders, and of the generated files ``also``.

        ``overlay`` holds files as a build is about to leave them.
        """
        project = self.program.project
        generated = str(project.outputs.tests)
        roots = () if project.source.elsewhere else tuple(map(str, project.source.tests))
        kept = tuple(r for r in roots if r != generated and (self.root / r).exists())
        if not kept and not also:
            return Inventory()
        rules = (TypeRule(t.name, t.directory, t.marker, t.aliases) for t in self.program.types)
        layout = TestLayout((*kept, *also), (generated,) if kept else (), tuple(rules))
        if overlay is not None:
            reader = Library(self.root, name="overlaid", overlay=overlay)
            return scan(self.root, layout, surface=self.surface, reader=reader)
        return scan(self.root, layout, surface=self.surface, reader=self.tests, store=self.store)

    def changed(self, tests: Iterable[PlannedFile]) -> tuple[str, ...]:
        """The generated test files on disk that are not as planned, sorted."""
        planned = {str(file.path): file.text for file in tests}
        known = {str(path) for path in self.lock.paths(Ownership.SHARED)}
        top = str(self.program.project.outputs.tests)
        there = {p for p in self.tests.find((top,)).paths} if (self.root / top).is_dir() else set()
        found = sorted((there | known) & (there | planned.keys()))
        return tuple(path for path in found if self._differs(path, planned.get(path)))

    def _differs(self, path: str, planned: str | None) -> bool:
        try:
            return planned is None or (self.root / path).read_bytes() != planned.encode()
        except OSError:
            return False
