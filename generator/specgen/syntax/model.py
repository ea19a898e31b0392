"""What reading one Python file yields: plain facts, no trees, nothing that needs another file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Protocol

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.syntax.model_ids import Ids

NOWHERE = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Import:
    """One name that an import binds.

    ``target`` is dotted, with leading dots where relative (``.x.y``); for ``import a.b`` the name
    is ``a`` and ``plain`` is true.  ``guarded``: a failing import does no harm there (``try``,
    ``if``, or inside a function).
    """

    name: str
    target: str
    line: int
    plain: bool = False
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """One parameter of a function; ``kind`` as in ``surface.model.ParameterKind``."""

    name: str
    kind: str
    annotation: str = ""
    default: str = ""


class Sets(StrEnum):
    """What reading says of all parameter sets of a ``parametrize`` together."""

    OPEN = ""  # nothing: some may run and pass
    NONE = "none"  # there is literally none
    XFAIL = "xfail"  # each is marked xfail without a condition


@dataclass(frozen=True, slots=True)
class Expression:
    """A decorator, mark or assigned value: the dotted name it calls or is, and its arguments.

    ``arguments`` are source text, ``literals`` the str arguments, ``keywords`` (name, source).
    ``chain`` is empty where the expression has no dotted name.
    """

    chain: str
    line: int
    called: bool = False
    arguments: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()
    keywords: tuple[tuple[str, str], ...] = ()
    count: int = 0  # of a parametrize: the parameter sets, 0 where reading cannot know
    sets: Sets = Sets.OPEN
    pattern: tuple[str, str] = ("", "")  # of a step of pytest-bdd: parser, text
    ids: Ids | None = None  # of a parametrize

    def keyword(self, name: str) -> str:
        """The source of one keyword argument, or the empty string."""
        return next((v for k, v in self.keywords if k == name), "")


class Touch(StrEnum):
    """How a body touches a name."""

    CALLED = "called"
    USED = "used"
    NAMED = "named"  # stands as a statement of its own, or is bound to a variable
    BUILT = "built"  # called, and the result only handed to `into`
    PATCHED = "patched"  # replaced by a mock
    STRING = "string"  # named in a string


@dataclass(frozen=True, slots=True)
class Use:
    """One dotted name that a body touches; each name once, with its strongest touch."""

    chain: str
    line: int
    touch: Touch
    into: str = ""


class CheckKind(StrEnum):
    """The ways a body can fail on a wrong result."""

    ASSERT = "assert"
    CONSTANT = "constant"  # `assert True`: cannot fail
    NAME = "name"  # `assert total`: cannot fail where the name is a function
    CIRCULAR = "circular"  # `assert f(1) == f(1)`: expects what the call itself gives
    UNCALLED = "uncalled"  # `assert m.assert_called_once`: names a check and does not call it
    OWN_ERROR = "own-error"  # expects an error that the test itself raises
    RAISES = "raises"  # expects an error or a warning
    CALL = "call"  # a call whose name says that it asserts
    RAISE = "raise"  # raises by itself
    SWALLOWED = "swallowed"  # inside `try: ... except Exception: pass`


@dataclass(frozen=True, slots=True)
class Check:
    """One check in a body; ``chain`` is the call checked or made, where it has a dotted name."""

    kind: CheckKind
    line: int
    chain: str = ""


@dataclass(frozen=True, slots=True)
class RawAct:
    """A call of something that hygiene rules watch, by its name as imports resolve it."""

    name: str
    line: int
    target: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkipCall:
    """A ``pytest.skip``/``xfail``/``importorskip`` call, and the condition it stands under."""

    name: str
    line: int
    reason: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """What a function's body does.

    ``stores`` are (attribute, name) pairs: ``self.client = Client()`` stores ``client`` as
    ``Client``; the name is empty for a function that the body itself defines.  ``dropped`` are
    calls whose result nobody takes nor awaits.  ``pending`` is the last statement's
    ``pending(...)``; ``empty``: only a docstring, ``pass`` or ``...``; ``unreached``: checks stand
    where nothing gets to; ``doubles_only``: whatever it calls is a double that it made itself.
    """

    uses: tuple[Use, ...] = ()
    checks: tuple[Check, ...] = ()
    imports: tuple[Import, ...] = ()
    stores: tuple[tuple[str, str], ...] = ()
    dropped: tuple[str, ...] = ()
    skips: tuple[SkipCall, ...] = ()
    acts: tuple[RawAct, ...] = ()
    raises: tuple[str, ...] = ()
    nested: tuple[str, ...] = ()  # functions defined inside
    pending: bool = False
    empty: bool = False
    unreached: bool = False
    doubles_only: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """One ``def`` at module or class level; functions nested in it belong to its body."""

    name: str
    span: Span
    is_async: bool = False
    arguments: tuple[Argument, ...] = ()
    returns: str = ""
    decorators: tuple[Expression, ...] = ()
    doc: str = ""
    body: Body = Body()
    conditional: bool = False
    is_fixture: bool = False
    made: bool = False  # by a call; there is no body to read


@dataclass(frozen=True, slots=True)
class Assignment:
    """``name = value`` at module or class level: the value's dotted name and literal strings."""

    name: str
    line: int
    value: Expression
    has_value: bool = True
    text: str = ""  # where the value is a literal
    strings: tuple[str, ...] = ()  # where the value is a literal str or a list of them
    marks: tuple[Expression, ...] = ()  # of `pytestmark`
    annotation: str = ""
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """One ``class`` at module or class level."""

    name: str
    span: Span
    bases: tuple[str, ...] = ()
    opaque_bases: bool = False  # a base that is no dotted name
    keywords: tuple[tuple[str, str], ...] = ()
    decorators: tuple[Expression, ...] = ()
    functions: tuple[Function, ...] = ()
    classes: tuple["ClassFacts", ...] = ()
    assignments: tuple[Assignment, ...] = ()
    doc: str = ""


class MakerKind(StrEnum):
    """How a module makes tests by a call."""

    SCENARIOS = "scenarios"  # `scenarios("x.feature")`
    HOOK = "hook"  # a function that pytest or unittest calls to make tests
    SET = "set"  # `setattr(Case, name, ...)`, `globals()[name] = ...`, `type(...)`
    FACTORY = "factory"  # `test_x = make_test(...)`


@dataclass(frozen=True, slots=True)
class Maker:
    """One place that makes tests by a call; ``text`` is the hook, the name or the call."""

    kind: MakerKind
    line: int
    text: str = ""
    call: Expression | None = None


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Everything reading one file yields; ``problem`` says why there is nothing else.

    Definitions stand in source order, so that the last of several wins as it does in Python.
    """

    path: str
    digest: str = ""
    imports: tuple[Import, ...] = ()
    functions: tuple[Function, ...] = ()
    classes: tuple[ClassFacts, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    skips: tuple[SkipCall, ...] = ()  # at module level
    makers: tuple[Maker, ...] = ()
    doc: str = ""
    lines: int = 0
    statements: int = 0  # of code under test: lines that coverage asks for
    problem: str = ""
    problem_span: Span = NOWHERE

    @property
    def complaint(self) -> Diagnostic | None:
        """The finding that the file could not be read or parsed."""
        if not self.problem:
            return None
        place = Place(PurePosixPath(self.path), span=self.problem_span)
        newer = ", or run specgen with a newer Python" if "not parse" in self.problem else ""
        tip = f"its tests and symbols are unknown: mend it or exclude it{newer}"
        return Diagnostic("unreadable-python", Severity.FINDING, place, self.problem, tip)


@dataclass(frozen=True, slots=True)
class Listing:
    """Repository-relative paths, sorted, and what could not be listed."""

    paths: tuple[str, ...]
    findings: tuple[Diagnostic, ...] = ()


class Reader(Protocol):
    """Reads the files of one repository, each once (``syntax.load.Library``)."""

    def find(
        self, folders: Iterable[str], *, skip: Callable[[str, str], bool] | None = None
    ) -> Listing:
        """The Python files below ``folders``, without those that ``skip(path, name)`` names."""
        ...

    def digests(self, paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """(path, content hash) of each file."""
        ...

    def facts(self, paths: Iterable[str]) -> tuple[FileFacts, ...]:
        """The facts of each file, in the order asked."""
        ...

    def save(self) -> None:
        """Keep what was read for the next run."""
        ...
