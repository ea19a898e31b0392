"""What stands on disk, what is to be done about it, and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic
from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.merge.model import Merge


class Action(StrEnum):
    """What an operation does to its path."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    MOVE = "move"


class Cause(StrEnum):
    """Why the checked-in file is not what the compilation wants."""

    MISSING = "missing"
    STALE = "stale"
    EDITED = "edited"  # a person changed what the machine owns
    ORPHAN = "orphan"  # no longer generated
    TOTALS = "totals"  # stale in nothing but its totals
    TIDY = "tidy"  # the lock says more than it needs to: no drift


@dataclass(frozen=True, slots=True)
class Operation:
    """One change to the tree; ``path`` and ``source`` are relative to the repository root.

    ``data`` is the file afterwards (nothing, for a deletion) and ``before`` the bytes that stand at
    ``path``, or at ``source`` for a move: the write refuses to go on where they changed meanwhile.
    """

    action: Action
    path: PurePosixPath
    cause: Cause
    data: bytes = b""
    before: bytes | None = None
    source: PurePosixPath | None = None
    executable: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a build would do, sorted by path, and what it would leave alone and report.

    ``altered`` are the ids whose finished tests are no longer what the spec promises.
    """

    operations: tuple[Operation, ...]
    findings: tuple[Diagnostic, ...]
    altered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What stands at the paths that were asked for.

    ``refused`` says why a path is neither read nor written (a symlink, a directory);
    ``executable`` lists the files with the executable bit; ``found`` maps the ids that spec marks
    carry, in any test file, to the file that carries them.
    """

    files: Mapping[PurePosixPath, bytes]
    refused: Mapping[PurePosixPath, str] = field(default_factory=dict)
    executable: frozenset[PurePosixPath] = frozenset()
    found: Mapping[str, PurePosixPath] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """A project's place in the tree: its lock, and the roots that a build may write below.

    ``force`` overwrites files that the machine owns and a person changed.
    """

    lock: PurePosixPath
    roots: tuple[PurePosixPath, ...] = (PurePosixPath("."),)
    force: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What every judgement of one file reads, and the verbs of other stages that it needs."""

    snapshot: Snapshot
    lock: Lock
    site: Site
    merge: Merge
    write_lock: Callable[[Iterable[Record]], str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done about one file, and what the lock says of it afterwards."""

    operation: Operation | None = None
    findings: tuple[Diagnostic, ...] = ()
    record: Record | None = None
    altered: frozenset[str] = frozenset()
