"""What a compilation wants on disk: planned files, unique, sorted, inside the output roots."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath


class Ownership(StrEnum):
    """Who owns a generated file (see docs/generated.md)."""

    OWNED = "owned"  # the machine, whole
    SHARED = "shared"  # machine-owned elements in a file that people edit
    BLOCK = "block"  # one marked region in a file people own
    SEEDED = "seeded"  # people; written once if absent


class PartKind(StrEnum):
    """The machine-owned parts of one generated test."""

    NAME = "name"
    MARKS = "marks"  # the type and tier marks, without the spec mark
    SPEC = "spec"  # the spec mark
    TABLE = "table"  # the parametrize decorator that comes from `cases`
    PARAMETERS = "parameters"  # what the spec puts into the signature
    DOCSTRING = "docstring"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Part:
    """One machine-owned span of a generated test, as the exact text a build writes."""

    kind: PartKind
    text: str

    @property
    def digest(self) -> str:
        """The hash that the lock keeps for this part."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class Element:
    """One generated test: the unit of merging, keyed by the id that its spec mark carries.

    ``text`` is the whole element from its first ``@`` to its last line end; ``renamed_from`` are
    earlier ids whose human work this element inherits.
    """

    id: str
    parts: tuple[Part, ...]
    text: str
    renamed_from: tuple[str, ...] = ()

    def part(self, kind: PartKind) -> str:
        """The text of one part, or the empty string where the element has none of that kind."""
        return next((p.text for p in self.parts if p.kind is kind), "")


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file that the compilation wants.

    ``path`` is relative to the repository root.  For shared files ``prelude`` is the text above
    the first element (module docstring and imports), and ``elements`` are the tests in spec order;
    ``text`` is always the file as it would be written where nothing stands yet.
    """

    path: PurePosixPath
    ownership: Ownership
    text: str
    prelude: str = ""
    elements: tuple[Element, ...] = ()
    module: str = ""
    executable: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All planned files of one project, sorted by path, each path once."""

    files: tuple[PlannedFile, ...]

    @staticmethod
    def of(files: Iterable[PlannedFile]) -> "Plan":
        """Sort ``files`` by path.

        Raises:
            ValueError: two files have the same path; emitters must not collide, rules see to it.
        """
        ordered = tuple(sorted(files, key=lambda f: str(f.path)))
        for first, second in zip(ordered, ordered[1:], strict=False):
            if first.path == second.path:
                raise ValueError(f"two emitters plan {first.path}")
        return Plan(ordered)


def digest(text: str) -> str:
    """The short content hash used in locks and digests: 12 hex digits of SHA-256 over UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
