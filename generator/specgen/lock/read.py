"""Read a lock's text as a set: markers, doubled, stale and unsorted lines do no harm."""

from pathlib import PurePosixPath

from specgen.lock.model import Lock
from specgen.plan import Ownership

_SILENT = ("#", "[")
_OPEN, _TURNS, _CLOSE = "<<<<<<<", ("|||||||", "======="), ">>>>>>>"
_OWNERSHIPS = {kind.value: kind for kind in Ownership}


def read_lock(text: str) -> Lock:
    """The lock that ``text`` spells, conflict markers and all; no text is an error.

    An indented line belongs to the nearest unindented line above it.  In a conflict each side
    goes on from the line above the conflict, and what follows it belongs to either side.
    """
    lines: dict[str, list[str]] = {}
    owners: dict[PurePosixPath, set[Ownership]] = {}
    current: list[str] = []  # the keys that an indented line belongs to
    above: list[str] = []
    ends: list[str] = []
    for line in text.splitlines():
        if line.startswith((" ", "\t")):
            for key in current:
                lines[key].append(line.strip())
        elif line.startswith(_OPEN):
            above, ends = current, []
        elif line.startswith(_TURNS):
            current, ends = above, ends or current
        elif line.startswith(_CLOSE):
            current = list(dict.fromkeys([*ends, *current]))
        elif line and not line.startswith(_SILENT):
            current = [_key(line, owners)]
            lines.setdefault(current[0], [])
    return Lock(
        lines={key: tuple(found) for key, found in lines.items()},
        owners={path: frozenset(kinds) for path, kinds in owners.items()},
    )


def _key(line: str, owners: dict[PurePosixPath, set[Ownership]]) -> str:
    """The key of an unindented line; a path's line also says how the path is owned."""
    word, _, path = line.rstrip().partition(" ")
    ownership = _OWNERSHIPS.get(word)
    if not path or ownership is None:
        return word
    owners.setdefault(PurePosixPath(path), set()).add(ownership)
    return path
