"""Facts of many files: from the cache where the content is known, else parsed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specgen.cache.model import Store, pack, without_gc
from specgen.syntax.facts import digest_of
from specgen.syntax.listing import list_python
from specgen.syntax.model import FileFacts, Listing
from specgen.syntax.workers import parse_many, received

_PACKS = 8  # kept side by side before they are put into one


@dataclass(slots=True)
class Library:
    """Reads each file of one repository once.

    ``name`` is the cache entry; ``bodies`` as in ``facts_of``.  Files that cannot be read are
    facts with a ``problem``.  Where there is much to parse, ``processes`` do it.  ``overlay``
    holds the bytes of files as a build is about to leave them.
    """

    root: Path
    store: Store = field(default_factory=Store)
    name: str = "tests"
    bodies: bool = True
    processes: int = 2
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    _data: dict[str, bytes | str] = field(default_factory=dict)
    _facts: dict[str, FileFacts] = field(default_factory=dict)
    _kept: dict[tuple[str, str], FileFacts] | None = None
    _packs: list[bytes] = field(default_factory=list)
    _fresh: bool = False  # packs that no run has kept yet

    def find(
        self, folders: Iterable[str], *, skip: Callable[[str, str], bool] | None = None
    ) -> Listing:
        """The Python files below ``folders``; see ``list_python``."""
        return list_python(self.root, folders, skip=skip)

    def digests(self, paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """(path, content hash) of each file; of one that cannot be read, the reason."""
        found = []
        for path in paths:
            data = self._read(path)
            found.append((path, data if isinstance(data, str) else digest_of(data)))
        return tuple(found)

    def facts(self, paths: Iterable[str]) -> tuple[FileFacts, ...]:
        """The facts of each file, in the order asked."""
        wanted = tuple(paths)
        missing = [p for p in wanted if p not in self._facts]
        if missing:
            with without_gc():
                self._load(missing)
        return tuple(self._facts[p] for p in wanted)

    def save(self) -> None:
        """Keep everything read so far for the next run."""
        read = {(f.path, f.digest): f for f in self._facts.values() if f.digest}
        kept = self._kept or {}
        new = [f for key, f in read.items() if key not in kept]
        if not new and not self._fresh:
            return
        if len(self._packs) >= _PACKS or len(kept) > 2 * len(read):
            self._packs, new = [], list(read.values())
        if new:
            self._packs.append(pack(new))
        self._fresh = False
        self.store.put(self.name, _key(self.bodies), value=self._packs)

    def _recall(self) -> dict[tuple[str, str], FileFacts]:
        """What earlier runs have kept, by path and digest."""
        known = self.store.get(self.name, _key(self.bodies))
        if not isinstance(known, list):
            return {}
        self._packs = known
        found = (f for packed in known for f in received(packed))
        return {(f.path, f.digest): f for f in found}

    def _load(self, paths: list[str]) -> None:
        if self._kept is None:
            self._kept = self._recall()
        new: list[tuple[str, bytes]] = []
        for path, digest in self.digests(paths):
            data = self._read(path)
            known = self._kept.get((path, digest))
            if known is not None:
                self._facts[path] = known
            elif isinstance(data, str):
                self._facts[path] = FileFacts(path, problem=data)
            else:
                new.append((path, data))
        parsed, packs = parse_many(new, bodies=self.bodies, processes=self.processes)
        self._facts.update((f.path, f) for f in parsed)
        self._packs += packs
        self._kept.update(((f.path, f.digest), f) for f in parsed if packs)
        self._fresh = self._fresh or bool(packs)
        self._data.clear()

    def _read(self, path: str) -> bytes | str:
        data = self._data.get(path)
        if data is None:
            data = self._data[path] = self._contents(path)
        return data

    def _contents(self, path: str) -> bytes | str:
        """The bytes that stand at ``path``, or are about to; else why there are none."""
        if path in self.overlay:
            return self.overlay[path]
        try:
            return (self.root / path).read_bytes()
        except OSError as error:
            return f"cannot be read: {(error.strerror or 'i/o error').lower()}"


def _key(bodies: bool) -> str:
    return "bodies" if bodies else "api"
