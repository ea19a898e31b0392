"""Parsing spread over processes that return finished facts, never trees."""

import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from specgen.cache.model import pack, unpack, without_gc
from specgen.syntax.facts import facts_of
from specgen.syntax.model import FileFacts

FEW = 1_500_000  # bytes of source below which a second process costs more than it saves
Files = Sequence[tuple[str, bytes]]


def parse_many(
    files: Files, *, bodies: bool, processes: int = 1
) -> tuple[list[FileFacts], list[bytes]]:
    """The facts of (path, bytes) pairs; with one process, or little to do, right here.

    With several processes also all facts packed, share by share, as the cache wants them.  A
    worker that fails for whatever reason is made up for here.
    """
    alone = processes < 2 or not sys.executable or getattr(sys, "frozen", False)
    if alone or sum(len(d) for _, d in files) < FEW:
        return parse(files, bodies=bodies), []
    shares = _shares(files, processes)
    workers = [(share, _start(share, bodies)) for share in shares[1:]]
    found = parse(shares[0], bodies=bodies)
    packs = [pack(found)]
    for share, worker in workers:
        output, _ = worker.communicate() if worker else (b"", b"")
        facts = received(output)
        if len(facts) != len(share):
            facts = parse(share, bodies=bodies)
            output = pack(facts)
        found += facts
        packs.append(output)
    return found, packs


def parse(files: Files, *, bodies: bool) -> list[FileFacts]:
    """The facts of (path, bytes) pairs, in this process."""
    with without_gc():
        return [facts_of(path, data, bodies=bodies) for path, data in files]


def _shares(files: Files, count: int) -> list[list[tuple[str, bytes]]]:
    """The files dealt out so that each share is about as large."""
    shares: list[list[tuple[str, bytes]]] = [[] for _ in range(count)]
    sizes = [0] * count
    for file in files:
        least = sizes.index(min(sizes))
        shares[least].append(file)
        sizes[least] += len(file[1])
    return shares


def _start(share: Files, bodies: bool) -> "subprocess.Popen[bytes] | None":
    """A worker that has its share; isolated, so that no file of the repository is imported."""
    home = str(Path(__file__).parents[2])
    code = (
        f"import sys; sys.path.insert(0, {home!r}); import specgen.syntax.workers as w; w.serve()"
    )
    try:
        worker = subprocess.Popen(
            [sys.executable, "-I", "-c", f"{code}; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None
    assert worker.stdin is not None
    with suppress(OSError):  # it died already; its answer will be empty
        worker.stdin.write(pickle.dumps((bodies, list(share)), 5))
    with suppress(OSError):
        worker.stdin.close()
    worker.stdin = None
    return worker


def received(packed: bytes) -> list[FileFacts]:
    """Packed facts unpacked; nothing where a worker died half way, or the cache is damaged."""
    try:
        facts = unpack(packed)
    except Exception:  # half a pickle can raise anything
        return []
    return facts if isinstance(facts, list) else []


def serve() -> None:
    """Be a worker: a share on standard input, its facts on standard output."""
    bodies, share = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pack(parse(share, bodies=bodies)))
