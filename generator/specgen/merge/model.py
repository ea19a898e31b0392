"""What a merge reads and yields: the anatomy of a file, splices, and the file as it should be."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from specgen.diagnostics import Diagnostic
from specgen.lock.model import THEIRS, Hashes, Lock
from specgen.lock.model_record import Record
from specgen.plan import Element, PartKind, PlannedFile, digest


@dataclass(frozen=True, slots=True)
class Merged:
    """A shared file after its merge.

    ``data`` equals what stood there where nothing is to be done.  ``record`` says, for the lock,
    which parts now stand as builds wrote them.  ``vacant``: nothing is planned for the file and
    nothing in it is a person's, so that it may go.  ``altered`` are the ids whose finished tests
    are no longer what the spec promises.
    """

    data: bytes
    record: Record
    findings: tuple[Diagnostic, ...] = ()
    vacant: bool = False
    altered: frozenset[str] = frozenset()


class Merge(Protocol):
    """A planned file, the bytes that stand at its path, and the lock make a ``Merged``."""

    def __call__(self, planned: PlannedFile, existing: bytes, *, lock: Lock) -> Merged: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A Python file as UTF-8 without byte order mark, and how to turn it back into its bytes."""

    text: bytes
    encoding: str = "utf-8"
    bom: bytes = b""
    eol: bytes = b"\n"


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """The bytes from ``start`` to ``end`` become ``text``; an insertion where they are equal."""

    start: int
    end: int
    text: bytes


@dataclass(frozen=True, slots=True)
class Literal:
    """A string literal in the code: its value, and its first and last-but-one byte."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decorator:
    """A decorator from its ``@`` to the end of its expression.

    ``name`` is its dotted name with aliases resolved, ``resolved`` the whole of it with that name
    and ``text`` as it stands.  ``ids`` are the literals of a spec mark, ``opaque`` says that it
    has an argument that is no literal.
    """

    start: int
    end: int
    name: str
    resolved: str
    text: str
    ids: tuple[Literal, ...] = ()
    opaque: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter without its default; ``behind`` is where its default ends."""

    name: str
    text: str
    start: int
    end: int
    behind: int


@dataclass(frozen=True, slots=True)
class Function:
    """A test function (or method) in the code as it stands; all positions are byte offsets.

    It spans from its first ``@`` to the end of its last line, deeper comments below included.
    ``header_end`` is the first byte below the signature, ``body_start`` the first below the
    docstring.  ``one_line``: something of the body shares a line with what is not the body, so
    nothing is spliced there.  ``inherited`` are the marks of its class and
    module, ``ids`` those that its spec marks carry.
    """

    name: str
    scope: tuple[str, ...]
    line: int
    start: int
    end: int
    indent: bytes
    name_start: int
    open: int
    decorators: tuple[Decorator, ...]
    parameters: tuple[Parameter, ...]
    positional: int
    docstring: Literal | None
    header_end: int
    body_start: int
    body_indent: bytes
    one_line: bool
    inherited: frozenset[str]
    ids: tuple[str, ...]

    @property
    def opaque(self) -> bool:
        """Whether it has a spec mark whose id cannot be read."""
        return any(d.opaque for d in self.decorators)


@dataclass(frozen=True, slots=True)
class Statement:
    """An import at module level: the names it binds, and whether it has its lines for itself."""

    start: int
    end: int
    text: str
    names: frozenset[str]
    alone: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A planned element and the function that stands for it, found under the id ``found_as``."""

    element: Element
    function: Function
    found_as: str
    base: Hashes
    lines: tuple[str, ...]
    wanted: Mapping[PartKind, tuple[str, ...]]

    @property
    def known(self) -> bool:
        """Whether builds have written this element: without that, nothing of it is touched."""
        return bool(self.lines)

    @property
    def personal(self) -> bool:
        """Whether the test is the person's, but for its ids: it was taken over, or stands for
        several scenarios."""
        return self.element.kept or len(self.function.ids) > 1

    def wrote(self, kind: PartKind, piece: str) -> bool:
        """Whether a build wrote ``piece``."""
        return digest(piece) in self.base.get(kind, frozenset())

    def theirs(self, kind: PartKind) -> bool:
        """Whether a kind of part was the person's before any build knew the test."""
        return THEIRS in self.base.get(kind, frozenset())

    def pieces(self, kind: PartKind) -> tuple[str, ...]:
        """What the plan wants for a kind of part."""
        return self.wanted.get(kind, ())


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A file taken apart: its functions in order, ids elsewhere, imports, names per scope."""

    source: bytes
    tree: ast.Module
    functions: tuple[Function, ...]
    loose: frozenset[str]
    names: Mapping[tuple[str, ...], frozenset[str]]
    docstring: Literal | None
    imports: tuple[Statement, ...]
