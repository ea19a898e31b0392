"""The inventory: every test found by reading, linked to modules and graded."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from specgen.cache.model import Store, pack, unpack, without_gc
from specgen.diagnostics import Diagnostic
from specgen.inventory.behind import Behind, acts_of, joined
from specgen.inventory.called import Called, generates, hooks
from specgen.inventory.collect import Collector, Raw
from specgen.inventory.config import read_config
from specgen.inventory.dead import broken_import, dead
from specgen.inventory.fixtures import Fixtures
from specgen.inventory.gather import follow, sort_out
from specgen.inventory.grade import Grader, expects_error
from specgen.inventory.index import Index
from specgen.inventory.links import Linker, requested
from specgen.inventory.marks import Worn, excuses, marks, parameter_sets, worn, worn_around
from specgen.inventory.model import (
    Dead,
    Inventory,
    MadeByCall,
    Mark,
    Shadow,
    Support,
    TestConfig,
    TestItem,
    TypeRule,
)
from specgen.inventory.parameters import Parameters
from specgen.inventory.places import Options, ignored, options, skip_folder
from specgen.inventory.reach import Reach
from specgen.inventory.steps import Steps
from specgen.inventory.types import type_of
from specgen.processes import beside
from specgen.surface.model import Surface
from specgen.syntax.model import Reader

_MANY = 100  # test files below which a second process costs more than it saves
_Taken = tuple[
    tuple[TestItem, ...], tuple[Shadow, ...], tuple[Support, ...], tuple[MadeByCall, ...]
]


@dataclass(frozen=True, slots=True)
class TestLayout:
    """Where the tests are and how their types are told.

    ``roots`` are folders or files relative to the repository; where empty, pytest's
    ``testpaths``, else the whole repository.  ``exclude`` are globs over folder names or paths.
    ``runs`` are the arguments of each pytest call that CI makes: a test that none of them selects
    is dead; where empty, ``addopts`` alone decides.  ``types`` stand in the order in which a tie
    is decided; ``default`` is the type of a test about which nothing says anything.
    """

    __test__ = False

    roots: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    types: tuple[TypeRule, ...] = ()
    default: str = "unit"
    runs: tuple[tuple[str, ...], ...] = ()


def scan(
    root: Path, layout: TestLayout, *, surface: Surface, reader: Reader, store: Store | None = None
) -> Inventory:
    """Every test below ``root`` that pytest would collect, and those that it would not and why.

    Nothing is imported or run.  What cannot be read is a finding, and the others go on.
    ``store`` keeps the result for the next run over the same content.
    """
    config, complaints = read_config(root)
    roots = layout.roots or config.testpaths or (".",)
    listing = reader.find(roots, skip=skip_folder(config, layout.exclude))
    found = sort_out(root, listing.paths, config=config, roots=roots)
    own = bool(layout.roots)
    said = (*complaints, *(f if own else _of_testpaths(f, config) for f in listing.findings))
    key = _key((layout, config, surface.key, said), reader.digests(found.paths))
    known = _recall(store, key, reader=reader) if store else None
    if known is not None:
        return known
    with without_gc():
        index = follow(root, reader, found=found, surface=surface, config=config)
        steps = Steps(root, index)
        stock = _Stock(layout, config, surface=surface, index=index, steps=steps)
        items, shadows, helpers, made = _taken(stock, found.tests)
    unread = [c for c in (f.complaint for f in index.files.values()) if c]
    made = (*made, *hooks(index, found.tests))
    said, files = (*said, *unread), len(index.files)
    result = Inventory(items, said, shadows, helpers, config, files, made=made)
    if store and not steps.used:  # features are no Python: nothing tells when they change
        beside = reader.digests(sorted(index.files.keys() - set(found.paths)))
        reader.save()
        store.put("inventory", key, value=(beside, result))
    return result


def _of_testpaths(finding: Diagnostic, config: TestConfig) -> Diagnostic:
    """What is wrong with a folder that pytest's own configuration names."""
    if finding.rule != "missing-folder" or not config.testpaths:
        return finding
    return replace(finding, tip=f"create it or mend `testpaths` in {config.path}")


def _taken(stock: "_Stock", paths: Sequence[str]) -> _Taken:
    """What ``stock`` takes from ``paths``; of many, the second half in another process."""
    if len(paths) < _MANY:
        return stock.take(paths)
    middle = len(paths) // 2
    second = beside(lambda: pack(stock.take(paths[middle:])))
    items, shadows, helpers, made = stock.take(paths[:middle])
    match unpack(second()):
        case (tuple() as more, tuple() as others, tuple() as further, tuple() as notes):
            together = joined((*helpers, *further))
            return (*items, *more), (*shadows, *others), together, (*made, *notes)
    raise TypeError("a pack of items, shadows and helpers was asked for")


def _recall(store: Store, key: str, *, reader: Reader) -> Inventory | None:
    """What an earlier run found, if the files that it read beside the roots are the same."""
    match store.get("inventory", key):
        case (tuple() as beside, Inventory() as known):
            same = reader.digests(p for p, _ in beside) == beside
            return known if same else None
    return None


def _key(inputs: object, digests: tuple[tuple[str, str], ...]) -> str:
    text = repr((inputs, digests))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class _Stock:
    """Everything that turning raw tests into items needs."""

    def __init__(
        self,
        layout: TestLayout,
        config: TestConfig,
        *,
        surface: Surface,
        index: Index,
        steps: Steps,
    ) -> None:
        self._layout = layout
        self._config = config
        self._surface = surface
        self._index = index
        self._steps = steps
        fixtures = Fixtures(self._index)
        reach = Reach(self._index, surface)
        self._fixtures = fixtures
        self._linker = Linker(reach, fixtures)
        self._parameters = Parameters(self._index, fixtures)
        self._grader = Grader(reach, fixtures)
        self._behind = Behind(reach, fixtures, patterns=config.python_functions)
        self._marks: dict[Mark, Mark] = {}  # equal marks once, which keeps the cache small
        self._generates: dict[str, bool] = {}
        self._around: dict[tuple[str, tuple[str, ...]], tuple[Worn, ...]] = {}
        self._options: Options = options(config.addopts)
        paths = tuple(index.files)
        calls = ((), *layout.runs)
        self._runs = tuple(options((*config.addopts, *call), paths) for call in calls)

    def take(self, paths: Iterable[str]) -> _Taken:
        """The items of the test files, in the order of files and lines, the shadowed ones, and what
        acts for them."""
        items: list[TestItem] = []
        shadows: list[Shadow] = []
        made: list[MadeByCall] = []
        for path in paths:
            if ignored(path, self._index, said=self._options):
                continue
            collector = Collector(self._index, self._config, path)
            broken = broken_import(self._index.files[path], self._index, surface=self._surface)
            called = Called(self._steps, self._index, path)
            items += [self._item(raw, broken) for raw in called.complete(collector.collect())]
            shadows += collector.shadows
            made += called.made
        return tuple(items), tuple(shadows), self._behind.helpers(), tuple(made)

    def _worn_around(self, raw: Raw) -> tuple[Worn, ...]:
        key = (raw.path, raw.classes)
        if key not in self._around:
            self._around[key] = worn_around(raw, self._index)
        return self._around[key]

    def _item(self, raw: Raw, broken: str) -> TestItem:
        wearing = (*worn(raw, self._index), *self._worn_around(raw))
        marked = tuple(self._marks.setdefault(m, m) for m in marks(wearing))
        said = excuses(raw, wearing, index=self._index)
        links = self._linker.links(raw, wearing)
        grade = self._grader.grade(raw, wearing, said=said, links=links)
        kind, why_type = type_of(
            raw.path, wearing, rules=self._layout.types, default=self._layout.default
        )
        names = {m.name for m in marked}
        gone, why_dead = dead(raw, said, broken=broken, runs=self._runs, names=names)
        if gone is Dead.NO:
            self._behind.note(raw, wearing)
        return TestItem(
            node_id=raw.node_id,
            path=raw.path,
            name=raw.name,
            span=raw.function.span,
            home=raw.home,
            type=kind,
            level=grade.level,
            classes=raw.classes,
            marks=marked,
            spec_ids=tuple(x for m in marked if m.name == "spec" for x in m.literals),
            excuses=said,
            parameters=self._sets(raw, wearing),
            ids=self._parameters.of(raw, wearing, asked=requested(raw, wearing)),
            is_async=raw.function.is_async,
            fixtures=_fixture_names(raw),
            subtests=raw.unittest or "subtests" in _fixture_names(raw),
            weak=grade.weak,
            expects_error=expects_error(raw.function),
            dead=gone,
            links=links,
            acts=acts_of(raw.function),
            why_type=why_type,
            why_level=grade.why,
            why_dead=why_dead,
        )

    def _sets(self, raw: Raw, wearing: tuple[Worn, ...]) -> int:
        """How many parameter sets a test has; 0 where a hook may give it some."""
        if not self._hooked(raw.path):
            return parameter_sets(wearing) * raw.rows
        known = [n for w in wearing if w.mark == "parametrize" for n in w.expression.literals]
        names = {name.strip() for text in known for name in text.split(",")}
        free = [n for n in _fixture_names(raw) if n not in names]
        open_to_hook = any(not self._fixtures.find(name, raw) for name in free)
        return 0 if open_to_hook else parameter_sets(wearing) * raw.rows

    def _hooked(self, path: str) -> bool:
        """Whether a hook may give the tests of a file parameter sets."""
        if path not in self._generates:
            self._generates[path] = generates(path, self._index)
        return self._generates[path]


def _fixture_names(raw: Raw) -> tuple[str, ...]:
    names = (a.name for a in raw.function.arguments if not a.default)
    return tuple(n for n in names if n not in ("self", "cls"))
