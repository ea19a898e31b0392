"""What a test type is, what a generated test is about, and what a type makes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

from specgen.diagnostics import Route
from specgen.program.model import Module, Scenario
from specgen.program.model_policy import UNKNOWN_WORK, Work
from specgen.surface.model import Certain, ModuleSurface, ParameterKind, Surface, Symbol, SymbolKind
from specgen.test_types.model_code import Node


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """One import: ``from module import name``, or ``import module`` where ``name`` is empty."""

    module: str
    name: str = ""

    @property
    def bound(self) -> str:
        """The name it binds: pytest must not collect what the code calls ``Test...``."""
        return f"_{self.name}" if self.name.lower().startswith("test") else self.name or self.module


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a scenario compiles to no finished test, what to write instead, and which of its keys
    (with what is below it) that is about; an empty ``route`` means the scenario.  ``unsound``:
    what is written can mean nothing, whatever the code is."""

    why: str
    tip: str = ""
    route: Route = ()
    unsound: bool = False


class NotComplete(Exception):
    """A scenario does not say enough, or nothing sound, for a finished test."""

    def __init__(
        self, why: str, tip: str = "", *, route: Route = (), unsound: bool = False
    ) -> None:
        super().__init__(why)
        self.lack = Lack(why, tip, route, unsound)


@dataclass(frozen=True, slots=True)
class Target:
    """What a scenario calls: a dotted name in a module, and what the source says of it.

    ``symbol`` is None where reading found none; ``owner`` is the class that a method belongs to.
    """

    module: str
    name: str
    symbol: Symbol | None = None
    owner: Symbol | None = None

    @property
    def first(self) -> str:
        """The name to import."""
        return self.name.partition(".")[0]

    @property
    def shown(self) -> str:
        """The call as prose: ``KalshiClient.get_markets(status, limit)``."""
        symbol = self.symbol
        if symbol is None or symbol.kind in (SymbolKind.CONSTANT, SymbolKind.PROPERTY):
            return self.name
        if not isinstance(symbol.signature, Certain):
            return f"{self.name}(...)"
        stars = {ParameterKind.VAR_POSITIONAL: "*", ParameterKind.VAR_KEYWORD: "**"}
        names = (stars.get(p.kind, "") + p.name for p in symbol.signature.parameters)
        return f"{self.name}({', '.join(names)})"


@dataclass(frozen=True, slots=True)
class Fixture:
    """The fixture of a service that a test uses, and its class where one is known."""

    name: str
    annotation: Import | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What one generated test is about.

    ``id`` is what its spec mark carries; ``check`` is one of the scenario's checks, or empty;
    ``surface`` is None where the code is not here (planned, or elsewhere), and then nothing of it
    is imported.  ``async_mark`` is what async tests carry, empty where the project's mode is auto;
    ``trio``: anyio may run them on trio too; ``code`` is the surface of all the code under test.
    """

    id: str
    scenario: Scenario
    module: Module
    target: Target | None
    surface: ModuleSurface | None
    fixtures: tuple[Fixture, ...] = ()
    check: str = ""
    async_mark: str = "asyncio"
    trio: bool = False
    code: Surface = field(default_factory=Surface)

    @property
    def called(self) -> str:
        """What to call, as prose: the target, else up to three public names, else the module."""
        if self.target is not None:
            return self.target.shown
        public = self.surface.public if self.surface is not None else ()
        kinds = (SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CLASS)
        calls = [s for s in public if s.kind in kinds and not s.name.endswith("__")]
        names = [Target("", s.name, s).shown for s in calls[:3]]
        return " or ".join(names) if names else self.module.name

    def limits(self, *measures: str) -> str:
        """The scenario's limits of ``measures`` as prose: ``p95 100ms, errors 0``."""
        found = (limit for limit in self.scenario.budget if limit.measure in measures)
        return ", ".join(f"{limit.measure} {limit.text}" for limit in found)


@dataclass(frozen=True, slots=True)
class Owed:
    """A test that a person must write; ``todo`` says concretely what to do, ``lack`` why the spec
    did not do."""

    todo: str
    lack: Lack = Lack("")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A finished test before layout.

    ``template`` names the file that orders the statements of the body, ``values`` are what it may
    use.  ``table`` holds the decorators that come from the spec's values, ``marks`` further marks;
    ``parameters`` are (name, annotation).  ``exact`` says that no expression is the user's, so
    that the printer can lay the test out alone; ``todo`` is what a person does where it is not
    sound after all.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    imports: tuple[Import, ...] = ()
    marks: tuple[Node, ...] = ()
    table: tuple[Node, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    is_async: bool = False
    exact: bool = True
    todo: str = ""


@dataclass(frozen=True, slots=True)
class TypeForm:
    """A built-in test type: its facts, and how it drafts a test.

    ``effort`` is what a scenario takes that states none; ``completes`` are the keys of a scenario
    that, once given, leave nothing to write.
    """

    __test__: ClassVar[bool] = False

    name: str
    title: str
    purpose: str
    directory: str
    marker: str
    draft: Callable[[Subject], Sketch | Owed]
    completes: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    effort: Work = UNKNOWN_WORK
