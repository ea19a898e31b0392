"""What an edit says, and what it makes of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from specgen.source.model import Value


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list of mappings, such as a waiver.

    ``fields`` are its keys in the order they are written; ``identity`` are the keys by which an
    item that is already there is the same one, which is then changed instead of doubled.
    """

    list: str
    fields: Mapping[str, Value]
    identity: tuple[str, ...]

    def same(self, values: Mapping[str, str]) -> bool:
        """Whether ``values``, the texts of an item that is there, are this one's identity."""
        return all(values.get(key) == str(self.fields[key]) for key in self.identity)


@dataclass(frozen=True, slots=True)
class Edited:
    """A spec file as an edit leaves it: its text without the byte order mark, and what changed.

    ``line`` is where the entry begins, counted from 1; ``added`` is false where an item that was
    there has been changed.
    """

    path: PurePosixPath
    text: str
    line: int
    added: bool
