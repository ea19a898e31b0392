"""The tests that exist, as frozen nouns: items with marks, types, excuses, levels and links."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase

from specgen.diagnostics import Diagnostic, Span
from specgen.levels import Level
from specgen.syntax.model_ids import Ids, Literal


class How(StrEnum):
    """How a test reaches a module, strongest first."""

    CALLED = "called"  # called, or its result examined, in the test's own body
    USED = "used"  # named in the body without a call (a constant, an isinstance, a base class)
    FIXTURE = "fixture"  # given by a fixture that the test asks for
    HELPER = "helper"  # called by a helper of the tests, within two hops
    BUILT = "built"  # only built to be handed to another module
    SETUP = "setup"  # only in set-up or tear-down
    PATCHED = "patched"  # replaced by a mock
    AUTOUSE = "autouse"  # only in an autouse fixture
    STRING = "string"  # only named in a string

    @property
    def weight(self) -> float:
        """0 to 1; see ``COUNTS``."""
        return _WEIGHTS[self]


_WEIGHTS = {
    How.CALLED: 1.0,
    How.USED: 0.8,
    How.FIXTURE: 0.8,
    How.HELPER: 0.7,
    How.BUILT: 0.4,
    How.SETUP: 0.3,
    How.PATCHED: 0.2,
    How.AUTOUSE: 0.2,
    How.STRING: 0.1,
}
COUNTS = 0.5  # a link of at least this weight makes the test count for the module's cell


@dataclass(frozen=True, slots=True)
class Link:
    """One test reaches one module: how, by which name, where, and in words for `explain`.

    ``weight`` starts as that of ``how``; the file's name (``test_cart.py`` for ``cart``) can lift
    a weak link to ``COUNTS``, but a name alone never makes one.
    """

    module: str
    how: How
    weight: float
    line: int
    why: str
    symbol: str = ""

    @property
    def counts(self) -> bool:
        """Whether the link is strong enough to cover the module's cell."""
        return self.weight >= COUNTS


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, by its real name.  Arguments are source text; ``literals`` those that are str."""

    name: str
    line: int = 0
    arguments: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()


class ExcuseKind(StrEnum):
    """The ways a test can be excused from passing."""

    SKIP = "skip"
    SKIPIF = "skipif"
    XFAIL = "xfail"
    IMPORTORSKIP = "importorskip"


@dataclass(frozen=True, slots=True)
class Excuse:
    """A skip or expected failure: ``condition`` is source text, empty where unconditional.

    ``scope`` says who carries it: function, class, module, body (a call inside the test).
    """

    kind: ExcuseKind
    line: int
    reason: str = ""
    condition: str = ""
    scope: str = "function"

    @property
    def unconditional(self) -> bool:
        """Whether it always holds."""
        return not self.condition and self.kind is not ExcuseKind.IMPORTORSKIP


class Dead(StrEnum):
    """Why a test proves nothing however it is written; such tests do not count as present."""

    NO = ""
    SKIPPED = "skipped"  # unconditionally
    UNIMPORTABLE = "unimportable"  # its file imports something of the project that is not there
    UNCOLLECTED = "uncollected"  # pytest does not collect its class or file
    DESELECTED = "deselected"  # the configuration's -m or -k never selects it
    NEVER_RUN = "never run"  # no pytest call of CI selects it


@dataclass(frozen=True, slots=True)
class Act:
    """A call that hygiene rules look at (mocks, sleeps, randomness), by its resolved name.

    ``target`` is the first argument: the text of a string, or the resolved dotted name.
    """

    name: str
    line: int
    target: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TestItem:
    """One test function as pytest names it, parameter sets not multiplied out.

    ``node_id`` is ``path::Class::name``; ``span`` lies in ``home``, another file for inherited
    tests.  ``parameters`` are how many sets, 0 where unknown, ``ids`` theirs.  ``subtests`` says
    that it may have parts which a report counts and does not list.
    """

    __test__ = False

    node_id: str
    path: str
    name: str
    span: Span
    home: str
    type: str
    level: Level
    classes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    spec_ids: tuple[str, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    parameters: int = 1
    ids: Ids = Literal()
    is_async: bool = False
    fixtures: tuple[str, ...] = ()
    subtests: bool = False
    weak: bool = False  # it can notice no more than an exception, or reaches only private names
    expects_error: bool = False  # it asserts that something raises
    dead: Dead = Dead.NO
    links: tuple[Link, ...] = ()
    acts: tuple[Act, ...] = ()
    why_type: str = ""
    why_level: str = ""
    why_dead: str = ""

    @property
    def live(self) -> bool:
        """Whether it counts as present at all."""
        return self.dead is Dead.NO

    @property
    def collected(self) -> bool:
        """Whether ``pytest --collect-only`` lists it."""
        return self.dead not in (Dead.UNCOLLECTED, Dead.DESELECTED)

    def link(self, module: str) -> Link | None:
        """The link to a module, or nothing."""
        return next((x for x in self.links if x.module == module), None)

    def matches(self, pattern: str) -> bool:
        """Whether a ``tests:`` entry of a spec means this test.

        The entry is a file, a folder, ``file::Class``, a node id (with or without parameters) or
        a glob over any of these.
        """
        return _means(pattern, node_id=self.node_id, path=self.path)


@dataclass(frozen=True, slots=True)
class Support:
    """A fixture, set-up or helper function of the tests that does what hygiene rules watch.

    ``tests`` are the node ids of the live tests that reach it, each once.
    """

    home: str
    name: str
    line: int
    is_fixture: bool
    acts: tuple[Act, ...]
    tests: tuple[str, ...]

    @property
    def node_id(self) -> str:
        """``path::name``, as for a test."""
        return f"{self.home}::{self.name}"

    def matches(self, pattern: str) -> bool:
        """Whether an entry as in ``tests:`` means it."""
        return _means(pattern, node_id=self.node_id, path=self.home)


def _means(pattern: str, *, node_id: str, path: str) -> bool:
    wanted = pattern.rstrip("/")
    if "::" in wanted:
        wanted = wanted.split("[", 1)[0] if wanted.endswith("]") else wanted
    if node_id == wanted or node_id.startswith((wanted + "::", wanted + "/")):
        return True
    if not any(c in wanted for c in "*?["):
        return False
    return any(fnmatchcase(part, wanted) for part in (node_id, path))


@dataclass(frozen=True, slots=True)
class Shadow:
    """A test that a later one of the same name replaces, so that it never runs."""

    path: str
    name: str
    line: int
    by_line: int


@dataclass(frozen=True, slots=True)
class MadeByCall:
    """A place that makes tests by a call that reading cannot follow: what is not read, and why."""

    path: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class TypeRule:
    """How tests of one type are recognised: mark, then directory, then aliases of either."""

    name: str
    directory: str = ""
    marker: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TestConfig:
    """What the winning pytest configuration says, with pytest's defaults filled in.

    ``path`` is empty where there is none; ``markers`` are the registered names.
    """

    __test__ = False

    path: str = ""
    testpaths: tuple[str, ...] = ()
    python_files: tuple[str, ...] = ("test_*.py", "*_test.py")
    python_classes: tuple[str, ...] = ("Test",)
    python_functions: tuple[str, ...] = ("test",)
    norecursedirs: tuple[str, ...] = (
        "*.egg", ".*", "_darcs", "build", "CVS", "dist", "node_modules", "venv", "{arch}",
    )  # fmt: skip
    addopts: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    pythonpath: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inventory:
    """Every test found, in the order of files and lines, and what could not be read."""

    items: tuple[TestItem, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    shadows: tuple[Shadow, ...] = ()
    supports: tuple[Support, ...] = ()
    made: tuple[MadeByCall, ...] = field(default=(), kw_only=True)
    config: TestConfig = field(default_factory=TestConfig)
    files: int = 0

    def of_module(self, module: str) -> tuple[TestItem, ...]:
        """The live tests whose link to ``module`` counts."""
        return tuple(i for i in self.live if any(x.counts for x in i.links if x.module == module))

    def of_spec(self, spec_id: str) -> tuple[TestItem, ...]:
        """The tests, dead ones too, that carry ``@pytest.mark.spec(spec_id)``."""
        return tuple(i for i in self.items if spec_id in i.spec_ids)

    def matching(self, patterns: Iterable[str]) -> tuple[TestItem, ...]:
        """The tests, dead ones too, that any of a spec's ``tests:`` entries means."""
        wanted = tuple(patterns)
        return tuple(i for i in self.items if any(i.matches(p) for p in wanted))

    @property
    def live(self) -> tuple[TestItem, ...]:
        """The tests that count as present."""
        return tuple(i for i in self.items if i.live)
