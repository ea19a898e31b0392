"""The located tree of one YAML file: what was written, and where."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from specgen.diagnostics import Span

Value = str | int | float | bool | None


class Scalar(NamedTuple):
    """One value; a named tuple for the same reason as ``Span``.

    ``value`` is what the YAML 1.2 core schema makes of it, ``text`` the characters it stands for
    before that (quotes removed, escapes resolved), ``style`` how it was written: the empty string
    for plain, else ``'``, ``"``, ``|`` or ``>``.
    """

    value: Value
    text: str
    span: Span
    style: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries in the order of the file; no two keys are equal."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items in the order of the file."""

    items: "tuple[Node, ...]"
    span: Span


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as read.

    ``path`` is relative to the repository root.  ``text`` is decoded, without its byte order mark;
    spans count in it.  ``root`` is ``None`` where the file is empty or could not be read, which
    a diagnostic says.
    """

    path: PurePosixPath
    text: str
    root: Node | None
