"""One project's place in the tree: what compiling it reads, each thing once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from specgen.cache.model import Store
from specgen.configure.model import Ground
from specgen.configure.registry import paths
from specgen.diagnostics import Diagnostic
from specgen.disk.model import Snapshot
from specgen.disk.snapshot import snapshot
from specgen.emit.elements import Bench, Render
from specgen.emit.incomplete import incomplete
from specgen.emit.model_style import Style
from specgen.emit.style import style_of
from specgen.emit.tests import Origin, async_mark, emit_tests
from specgen.evidence.model_baseline import BASELINE
from specgen.evidence.read_baseline import read_baseline
from specgen.inventory.model import Inventory, TypeRule
from specgen.inventory.scan import TestLayout, scan
from specgen.lock.model import Lock
from specgen.lock.read import read_lock
from specgen.plan import Ownership, PartKind, PlannedFile
from specgen.processes import beside
from specgen.program.model import Program, Scenario
from specgen.repository.look import look, registered
from specgen.repository.model import Repository
from specgen.source.model import SourceFile
from specgen.stocktaking import Readers, tree_of
from specgen.surface.model import Surface
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library
from specgen.test_types.model import Sketch
from specgen.test_types.registry import TEST_TYPES

_MANY = 1500  # scenarios: below that a fork costs more than it saves
FORMS = {form.name: form for form in TEST_TYPES}


@dataclass(frozen=True)
class Checkout:
    """A project about to be compiled, and the tree it stands in.

    ``programs`` are all projects under the same ``specs/``, this one among them; ``sources`` its
    spec files.  ``force`` plans to overwrite what a person changed in the machine's own files;
    ``read_with`` are readers to go on with; then nothing is kept for the next run.
    """

    root: Path
    program: Program
    programs: tuple[Program, ...]
    sources: tuple[SourceFile, ...]
    force: bool = False
    read_with: Readers | None = None

    @cached_property
    def store(self) -> Store:
        """Where reading Python is remembered between runs; safe to delete."""
        name = self.program.project.name
        return Store() if self.read_with else Store.of(self.root, name)

    @cached_property
    def tests(self) -> Library:
        """Reads the test files."""
        return self.readers.tests

    @cached_property
    def readers(self) -> Readers:
        """Those that were handed in, or new ones."""
        return self.read_with or Readers.of(self.root, self.store)

    @cached_property
    def surface(self) -> Surface:
        """The API of the code under test; empty where the code is elsewhere."""
        source = self.program.project.source
        if source.elsewhere:
            return Surface()
        packages = (source.package,) if source.package else ()
        layout = SourceLayout(str(source.root), packages, source.exclude)
        return survey(layout, self.readers.source, store=self.store)

    @property
    def large(self) -> bool:
        """Whether a second process saves more time than it costs."""
        return len(self.program.scenarios) >= _MANY

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
        own = frozenset(path.name for path in self.templates)
        return Bench(style, partial(self._polish, style=style), self._render, own)

    @cached_property
    def templates(self) -> Mapping[PurePosixPath, str]:
        """The project's own templates of finished tests, by path."""
        folder = self.program.project.folder / "templates"
        found = sorted((self.root / folder).glob("*.jinja"))
        return {folder / path.name: path.read_text("utf-8", "replace") for path in found}

    @property
    def template_findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the project's own templates."""
        return self._templating[1] if self.templates else ()

    @staticmethod
    def _polish(text: str, style: Style) -> str:
        """What black makes of ``text``; only few files need it."""
        from specgen.emit.polish import polish  # deferred: start-up

        return polish(text, style)

    @cached_property
    def _templating(self) -> tuple[Render, tuple[Diagnostic, ...]]:
        from specgen.emit.templates import renderer, template_findings  # deferred: start-up

        own = {path.name: text for path, text in self.templates.items()}
        return renderer(own), tuple(template_findings(self.templates))

    def _render(self, sketch: Sketch, style: Style) -> str:
        """The body of a finished test; only projects that have one need the templates."""
        return self._templating[0](sketch, style)

    def emit(self, wanted: Collection[str]) -> tuple[PlannedFile, ...]:
        """The generated test files that hold the scenarios ``wanted``."""
        origin = Origin(self.program, self.surface, FORMS)
        ids = [s.id for s in self.program.scenarios if s.id in wanted]
        cells = groups(self.program.scenario_by_id[id] for id in ids)

        def emit_share(share: Sequence[tuple[str, ...]]) -> list[PlannedFile]:
            some = frozenset(id for cell in share for id in cell)
            return list(emit_tests(origin, some, bench=self.bench))

        if not self.large:
            return tuple(emit_share(cells))
        middle = len(cells) // 2
        second = beside(partial(emit_share, cells[middle:]))
        first = emit_share(cells[:middle])
        _ = self.lock  # read while the other process hands over
        return tuple(dict.fromkeys((*first, *second())))

    def unfinished(self, tests: Iterable[PlannedFile]) -> tuple[Diagnostic, ...]:
        """Why those of ``tests`` are pending that the specs should have finished."""
        origin = Origin(self.program, self.surface, FORMS)
        return tuple(incomplete(origin, tests, bench=self.bench))

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
        runs = self._seen.runs
        if runs and also:
            runs = (*runs, (generated,))  # how those are run is for the specs to say
        layout = TestLayout((*kept, *also), (generated,) if kept else (), tuple(rules), runs=runs)
        if overlay is not None:
            reader = Library(self.root, name="overlaid", overlay=overlay)
            return scan(self.root, layout, surface=self.surface, reader=reader)
        return scan(self.root, layout, surface=self.surface, reader=self.tests, store=self.store)

    def repository(self, inventory: Inventory) -> Repository:
        """What the repository says of itself, with the marks that the tests' conftests register."""
        folders = {p for item in inventory.items for p in PurePosixPath(item.path).parents}
        conftests = sorted(str(folder / "conftest.py") for folder in folders)
        return replace(self._seen, marks=registered(self.root, conftests))

    @cached_property
    def _seen(self) -> Repository:
        """Nothing where the tests and the code are elsewhere."""
        elsewhere = self.program.project.source.elsewhere
        return Repository() if elsewhere else look(self.root, tree_of)

    def ground(self, inventory: Inventory, *, tests: Iterable[PlannedFile]) -> Ground:
        """What configuration is made from; a project that asks for none reads little."""
        seconds = self._seconds(inventory, tests=tests)
        if not self.program.project.ci:
            return Ground(self.program, seconds=seconds)
        there = snapshot(self.root, paths(self.program), found={}).files
        standing = {path: data.decode("utf-8", "replace") for path, data in there.items()}
        return Ground(
            self.program,
            standing,
            seconds,
            modules=self._sources(),
            tests={file.path: file.module for file in tests if file.module},
            forms=self._forms(inventory, tests=tests),
            asynchronous=self._awaits(tests),
        )

    def _seconds(
        self, inventory: Inventory, *, tests: Iterable[PlannedFile]
    ) -> Mapping[str, float]:
        """What the tests of each type took together when last recorded."""
        path = self.root / self.program.project.folder / BASELINE
        known, _ = read_baseline(path, BASELINE)
        if not known.seconds:
            return {}
        scenarios = self.program.scenario_by_id
        types = {item.node_id: item.type for item in inventory.items}
        for at, element in ((file.path, e) for file in tests for e in file.elements):
            met = scenarios.get(element.id) or scenarios.get(element.id.rpartition(".")[0])
            if met is not None:
                types[f"{at}::{element.part(PartKind.NAME)}"] = met.type
        seconds: dict[str, float] = {}
        for test, took in known.seconds.items():
            if test in types:
                seconds[types[test]] = seconds.get(types[test], 0.0) + took
        return seconds

    def _forms(self, inventory: Inventory, *, tests: Iterable[PlannedFile]) -> frozenset[str]:
        """The built-in forms of the tests that are planned, and of those that people wrote."""
        known, ids = self.program.scenario_by_id, [e.id for file in tests for e in file.elements]
        met = (known.get(id) or known.get(id.rpartition(".")[0]) for id in ids)  # or one check's
        types = {s.type for s in met if s is not None} | {item.type for item in inventory.items}
        return frozenset(kind.base for kind in self.program.types if kind.name in types)

    def _sources(self) -> Mapping[str, PurePosixPath]:
        """The file of each module that is here."""
        found = ((m.id, self.surface.module(m.name)) for m in self.program.modules)
        return {id: PurePosixPath(here.path) for id, here in found if here is not None}

    def _awaits(self, tests: Iterable[PlannedFile]) -> str:
        """The plugin that awaits generated tests; none where no test is asynchronous."""
        if not any("\nasync def test_" in e.text for file in tests for e in file.elements):
            return ""
        return async_mark(self.program) or "asyncio"

    def snapshot(self, plan: Iterable[PlannedFile]) -> Snapshot:
        """What stands at the planned paths, at those that the lock knows, and the lock itself."""
        wanted = {*(file.path for file in plan), *self.lock.owners}
        wanted.add(self.program.project.outputs.lock)
        return snapshot(self.root, sorted(wanted, key=str), found={})

    def more(
        self, there: Snapshot, plan: Iterable[PlannedFile], *, inventory: Inventory
    ) -> Snapshot:
        """``there`` with what stands at further planned paths, and where the tests with a spec
        mark are."""
        known = there.files.keys() | there.refused.keys()
        found = {id: PurePosixPath(item.path) for item in inventory.items for id in item.spec_ids}
        new = snapshot(self.root, [f.path for f in plan if f.path not in known], found=found)
        return Snapshot(
            files={**there.files, **new.files},
            refused={**there.refused, **new.refused},
            executable=there.executable | new.executable,
            found=found,
        )

    def changed(self, tests: Iterable[PlannedFile], there: Snapshot) -> tuple[str, ...]:
        """The generated test files on disk that are not as planned, sorted.

        ``there`` holds the planned files and those that the lock knows; what else stands in the
        folder of generated tests is a person's, and counts as changed too.
        """
        planned = {file.path: file.text.encode() for file in tests}
        known = {p for p in (*planned, *self.lock.paths(Ownership.SHARED)) if p in there.files}
        differing = {str(p) for p in known if there.files[p] != planned.get(p)}
        settled = {str(path) for path in (*known, *paths(self.program))}
        return tuple(sorted(differing | (self.generated - settled)))

    @property
    def generated(self) -> frozenset[str]:
        """Every Python file in the folder of generated tests."""
        top = str(self.program.project.outputs.tests)
        found = self.tests.find((top,)).paths if (self.root / top).is_dir() else ()
        return frozenset(found)


def groups(scenarios: Iterable[Scenario]) -> list[tuple[str, ...]]:
    """The ids of the scenarios of each cell: what is emitted together."""
    cells: dict[tuple[str, str], list[str]] = {}
    for scenario in scenarios:
        cells.setdefault((scenario.module, scenario.type), []).append(scenario.id)
    return [tuple(ids) for ids in cells.values()]
