"""What a lock holds: hashes per id and kind of part, and the paths that builds have written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from specgen.plan import Ownership, PartKind, digest

Hashes = Mapping[PartKind, frozenset[str]]

NAMES: Mapping[PartKind, str] = {
    PartKind.BODY: "body",
    PartKind.DOCSTRING: "doc",
    PartKind.IMPORTS: "imports",
    PartKind.MARKS: "marks",
    PartKind.NAME: "name",
    PartKind.PARAMETERS: "params",
    PartKind.TABLE: "table",
}  # the spec mark is left out: it follows from the id
_KINDS = {name: kind for kind, name in NAMES.items()}


THEIRS = "-"  # in place of a hash: a person's from the start, so nothing of the kind is added


def whole(text: str) -> str:
    """The word by which a hash line says that it was written for exactly ``text``."""
    return f"whole:{digest(text)}"


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock as read: a set of texts that builds have written, whatever order they stand in.

    ``lines`` maps a key (a scenario's full id, or the path of a shared file) to its raw hash
    lines; ``owners`` maps each written path to the kinds of ownership it was recorded under.
    """

    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[PurePosixPath, frozenset[Ownership]] = field(default_factory=dict)

    def hashes(self, key: str) -> Hashes:
        """The hashes that builds have written under ``key``, per kind; empty where unknown."""
        return hashes_in(self.lines.get(key, ()))

    def line_for(self, key: str, word: str) -> str:
        """The hash line that a build wrote under ``key`` for the text that ``word`` stands for."""
        for line in self.lines.get(key, ()):
            if word in line:
                return line
        return ""

    def knows(self, key: str) -> bool:
        """Whether a build has ever written something under ``key``."""
        return key in self.lines

    def paths(self, ownership: Ownership) -> tuple[PurePosixPath, ...]:
        """The paths recorded under ``ownership``, sorted."""
        found = (path for path, kinds in self.owners.items() if ownership in kinds)
        return tuple(sorted(found, key=str))


def hashes_in(lines: tuple[str, ...]) -> Hashes:
    """The hashes that hash lines hold, per kind."""
    found: dict[PartKind, set[str]] = {}
    for line in lines:
        for word in line.split():
            name, _, digests = word.partition(":")
            kind = _KINDS.get(name)
            if kind is not None and digests:
                found.setdefault(kind, set()).update(digests.split(","))
    return {kind: frozenset(digests) for kind, digests in found.items()}
