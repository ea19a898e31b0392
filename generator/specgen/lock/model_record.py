"""What the lock says of one file after a build."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from specgen.lock.model import NAMES, Hashes, Lock, hashes_in, whole
from specgen.plan import Element, Ownership, Part, PartKind, PlannedFile, digest

_DOCSTRING = re.compile(r'[rR]?"""(?:[^\\]|\\.)*?"""', re.DOTALL)
_ORDER = sorted(NAMES.items(), key=lambda item: item[1])


@dataclass(frozen=True, slots=True)
class Record:
    """One file's lines in the lock; ``line`` and ``elements`` (id, hash line) of shared files."""

    path: PurePosixPath
    ownership: Ownership
    module: str = ""
    line: str = ""
    elements: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def of(planned: PlannedFile, lock: Lock) -> "Record":
        """What the lock says of ``planned`` where it stands exactly as planned.

        A hash line that a build wrote for the very same text is taken over, not hashed again.
        """
        line = ""
        if planned.prelude:
            word = whole(planned.prelude)
            line = lock.line_for(str(planned.path), word)
            line = line or hash_line(hashes_of(prelude_parts(planned.prelude)), word)
        elements = tuple((element.id, line_of(element, lock)) for element in planned.elements)
        return Record(planned.path, planned.ownership, planned.module, line, elements)

    @staticmethod
    def kept(planned: PlannedFile, lock: Lock) -> "Record":
        """What the lock said of a file that a build leaves alone."""
        known = tuple((e.id, known_line(e.id, lock)) for e in planned.elements if lock.knows(e.id))
        line = known_line(str(planned.path), lock)
        return Record(planned.path, planned.ownership, planned.module, line, known)


def known_line(key: str, lock: Lock) -> str:
    """What the lock says under ``key``, as one line."""
    lines = lock.lines.get(key, ())
    return lines[0] if len(lines) == 1 else hash_line(hashes_in(lines))


def line_of(element: Element, lock: Lock) -> str:
    """The hash line of an element that stands exactly as planned."""
    word = whole(element.text)
    return lock.line_for(element.id, word) or hash_line(hashes_of(element.parts), word)


def hash_line(hashes: Hashes, word: str = "") -> str:
    """The words of a hash line: one per kind, several hashes joined by commas, then ``word``."""
    words = [
        f"{name}:{','.join(sorted(hashes[kind]))}" for kind, name in _ORDER if hashes.get(kind)
    ]
    return " ".join([*words, word] if word else words)


def hashes_of(parts: Iterable[Part]) -> Mapping[PartKind, frozenset[str]]:
    """The hashes of ``parts`` per kind, as the lock keeps them."""
    return {
        part.kind: frozenset(map(digest, pieces))
        for part in parts
        if part.kind in NAMES and (pieces := part.pieces)
    }


def prelude_parts(prelude: str) -> tuple[Part, ...]:
    """The module docstring and the import statements of a generated prelude.

    What is not indented below the docstring starts a statement.
    """
    found = _DOCSTRING.match(prelude)
    end = found.end() if found else 0
    return (Part(PartKind.DOCSTRING, prelude[:end]), Part(PartKind.IMPORTS, prelude[end:]))
