"""Finds the files of coverage that was recorded under other roots: a container, tox, a drive."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from specgen.evidence.aliases import Alias
from specgen.evidence.merge import coverage_of
from specgen.evidence.model import Evidence

_INSTALLED = frozenset({"site-packages", "dist-packages"})
_NAMED = 3  # files that a finding names


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that coverage may speak of.

    ``files`` maps each source file of all projects to how many of its last parts its import fixes
    (two of ``src/shop/cart.py``): a tail must have as many.  ``aliases`` are what people say of
    other roots; ``exists`` tells of a path below the repository whether a file is there.
    """

    files: Mapping[str, int] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()
    exists: Callable[[str], bool] = lambda _: False


NO_SOURCES = Sources()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file may belong: the candidates (sorted), and the roots there and here."""

    candidates: tuple[str, ...]
    was: str = ""
    now: str = ""


def placed(evidence: Evidence, sources: Sources) -> Evidence:
    """``evidence`` with coverage under the names that the repository has for its files.

    ``placed`` maps names in the data to those here, ``notes`` say it once for each root, and
    ``unplaced`` names what may be a file of ours and fits none, or several.
    """
    if not sources.files or not evidence.coverage:
        return evidence
    finder = Finder(sources, evidence.coverage)
    places = {path: place for path in evidence.coverage if (place := finder.place(path))}
    names = {path: p.candidates[0] for path, p in places.items() if len(p.candidates) == 1}
    roots = Counter((places[path].was, places[path].now) for path in names)
    several = {path: p for path, p in places.items() if path not in names}
    moved = (replace(f, path=names.get(p, p)) for p, f in evidence.coverage.items())
    coverage = coverage_of(moved)
    lost = [path for path in coverage if path not in several and finder.is_lost(path)]
    if not several and not any(path in sources.files for path in coverage):
        lost = [path for path in coverage if not finder.is_here(path)]
    return replace(
        evidence,
        coverage=coverage,
        placed=names,
        notes=(*evidence.notes, *(_note(*root, count=roots[root]) for root in sorted(roots))),
        unplaced=(*_ambiguous(several), *_named(lost)),
    )


def _note(was: str, now: str, *, count: int) -> str:
    files = "1 file" if count == 1 else f"{count:,} files"
    return f"coverage recorded below {was or '/'} counts for {now or 'the repository'}: {files}"


def _ambiguous(found: Mapping[str, Place]) -> Iterator[tuple[str, str]]:
    """One finding for each root, about its first file."""
    roots: dict[str, list[str]] = {}
    for path in found:
        roots.setdefault(path.rpartition("/")[0], []).append(path)
    for paths in roots.values():
        more = f" (and {len(paths) - 1:,} more of its folder)" if len(paths) > 1 else ""
        yield paths[0], f"may be {' or '.join(found[paths[0]].candidates)}{more}"


def _named(lost: list[str]) -> Iterator[tuple[str, str]]:
    if lost:
        more = f" and {len(lost) - _NAMED:,} more files" if len(lost) > _NAMED else ""
        yield "coverage", f"of {', '.join(lost[:_NAMED])}{more} fits no source file"


class Finder:
    """Finds the file of the repository that a measured file is."""

    def __init__(self, sources: Sources, measured: Mapping[str, object]) -> None:
        self._sources, self._measured = sources, measured
        self._called: dict[str, list[str]] = {}
        for path in sources.files:
            self._called.setdefault(_last(path), []).append(path)
        self._alike = {_ending(path) for path in sources.files}

    def place(self, path: str) -> Place | None:
        """Where ``path`` belongs, unless it is called so here or fits nothing.

        What people say comes first; then the longest tail that it shares with a file here.
        """
        if self.is_here(path):
            return None
        for alias in self._sources.aliases:
            found = alias.of(path)
            if found is not None and self._exists(found[0]):
                return Place((found[0],), found[1], alias.folder)
        lengths = {each: _shared(path, each) for each in self._called.get(_last(path), ())}
        fitting = {each: n for each, n in lengths.items() if self._fits(path, each, shared=n)}
        whole = self._whole(path)
        if whole:
            fitting[whole] = whole.count("/") + 1
        longest = max(fitting.values(), default=0)
        best = tuple(sorted(each for each, n in fitting.items() if n == longest))
        if not best:
            return None
        return Place(best, _without(path, longest), _without(best[0], longest))

    def is_here(self, path: str) -> bool:
        """Whether the repository itself calls a file so, and it is no installed copy."""
        if path in self._sources.files or path.startswith("<"):
            return True
        absolute = path.startswith("/") or path[1:2] == ":"
        return not absolute and not _is_installed(path) and self._sources.exists(path)

    def is_lost(self, path: str) -> bool:
        """Whether a file may be one of ours, by its name, and was not found here."""
        return _ending(path) in self._alike and not _is_installed(path) and not self.is_here(path)

    def _exists(self, path: str) -> bool:
        return path in self._sources.files or self._sources.exists(path)

    def _whole(self, path: str) -> str:
        """The longest tail, of two parts at least, that is a whole path of the repository."""
        parts = path.split("/")
        tails = ("/".join(parts[start:]) for start in range(1, len(parts) - 1))
        return next((tail for tail in tails if self._exists(tail) and not _is_installed(tail)), "")

    def _fits(self, path: str, source: str, *, shared: int) -> bool:
        """Whether so long a tail tells that ``path`` is ``source``.

        A name alone tells nothing inside a package, or deep inside what is installed.
        """
        if shared < self._sources.files[source]:
            return False
        if shared > 1:
            return True
        folder = path.rpartition("/")[0]
        inner = _is_installed(folder) and _last(folder) not in _INSTALLED
        return not inner and f"{folder}/__init__.py" not in self._measured


def _shared(one: str, other: str) -> int:
    """How many of their last parts two paths share."""
    count = 0
    for a, b in zip(reversed(one.split("/")), reversed(other.split("/")), strict=False):
        if a != b:
            break
        count += 1
    return count


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _without(path: str, count: int) -> str:
    """``path`` without its last parts."""
    return "/".join(path.split("/")[:-count])


def _ending(path: str) -> tuple[str, ...]:
    """What makes files alike: the name, of a package its folder, too."""
    parts = path.split("/")
    return tuple(parts[-2:] if parts[-1] == "__init__.py" else parts[-1:])


def _is_installed(path: str) -> bool:
    return not _INSTALLED.isdisjoint(path.split("/"))
