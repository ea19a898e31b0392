"""Parsing spread over processes that return finished facts, never trees."""

from collections.abc import Sequence

from specgen.syntax.facts import facts_of
from specgen.syntax.model import FileFacts

FEW = 1_000_000  # bytes of source below which a second process costs more than it saves


def parse_many(
    files: Sequence[tuple[str, bytes]], *, bodies: bool, processes: int = 1
) -> list[FileFacts]:
    """The facts of (path, bytes) pairs; with one process, or little to do, right here."""
    return [facts_of(path, data, bodies=bodies) for path, data in files]
