"""Parsing spread over two processes that return finished facts, never trees."""

from collections.abc import Sequence

from specgen.cache.model import pack, unpack, without_gc
from specgen.processes import beside
from specgen.syntax.facts import facts_of
from specgen.syntax.model import FileFacts

FEW = 1_500_000  # bytes of source below which a second process costs more than it saves
Files = Sequence[tuple[str, bytes]]


def parse_many(
    files: Files, *, bodies: bool, processes: int = 1
) -> tuple[list[FileFacts], list[bytes]]:
    """The facts of (path, bytes) pairs; with one process, or little to do, right here.

    With two processes also all facts packed, share by share, as the cache wants them.
    """
    if processes < 2 or sum(len(d) for _, d in files) < FEW:
        return parse(files, bodies=bodies), []
    own, other = _shares(files)
    answer = beside(lambda: pack(parse(other, bodies=bodies)))
    found = parse(own, bodies=bodies)
    packed = pack(found)
    return found + received(answer()), [packed, answer()]


def parse(files: Files, *, bodies: bool) -> list[FileFacts]:
    """The facts of (path, bytes) pairs, in this process."""
    with without_gc():
        return [facts_of(path, data, bodies=bodies) for path, data in files]


def _shares(files: Files) -> tuple[Files, Files]:
    """The files dealt out so that both shares are about as large."""
    shares: tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]] = ([], [])
    sizes = [0, 0]
    for file in files:
        least = sizes.index(min(sizes))
        shares[least].append(file)
        sizes[least] += len(file[1])
    return shares


def received(packed: bytes) -> list[FileFacts]:
    """Packed facts unpacked; nothing where the cache that held them is damaged."""
    try:
        facts = unpack(packed)
    except Exception:  # half a pickle can raise anything
        return []
    return facts if isinstance(facts, list) else []
