"""Write a lock's text: one heading per module, one line per id, sorted, no counts."""

import re
from collections.abc import Iterable, Iterator

from specgen.lock.model import NAMES, Hashes, Record
from specgen.plan import Ownership, Part, PartKind, PlannedFile, digest

_HEAD = "# Written by `specgen build`; after a merge conflict keep any lines and build again.\n"
_DOCSTRING = re.compile(r'[rR]?"""(?:[^\\]|\\.)*?"""', re.DOTALL)
_NO_MODULE = "*"  # no module has this id
_ORDER = sorted(NAMES.items(), key=lambda item: item[1])


def write_lock(records: Iterable[Record]) -> str:
    """The text of the lock that says ``records``; the same text for any order of them."""
    modules: dict[str, list[Record]] = {}
    for record in records:
        if record.ownership is not Ownership.SEEDED:
            modules.setdefault(record.module or _NO_MODULE, []).append(record)
    lines = [_HEAD]
    for module in sorted(modules):
        lines.append(f"\n[{module}]\n")
        for record in sorted(modules[module], key=lambda r: r.path):
            lines.extend(_record(record))
    return "".join(lines)


def _record(record: Record) -> Iterator[str]:
    yield f"{record.ownership} {record.path}\n"
    yield from _hashes(record.hashes)
    for id, hashes in sorted(record.elements, key=lambda element: element[0]):
        yield f"{id}\n"
        yield from _hashes(hashes)


def _hashes(hashes: Hashes) -> Iterator[str]:
    words = [f" {name}:{_join(hashes[kind])}" for kind, name in _ORDER if hashes.get(kind)]
    if words:
        yield f" {''.join(words)}\n"


def _join(digests: frozenset[str]) -> str:
    return next(iter(digests)) if len(digests) == 1 else ",".join(sorted(digests))


def record(planned: PlannedFile) -> Record:
    """What the lock says of ``planned`` where it stands exactly as planned."""
    return Record(
        planned.path,
        planned.ownership,
        planned.module,
        hashes_of(prelude_parts(planned.prelude)),
        tuple((element.id, hashes_of(element.parts)) for element in planned.elements),
    )


def hashes_of(parts: Iterable[Part]) -> Hashes:
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
