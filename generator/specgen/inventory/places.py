"""Which files are looked at: test roots, ignored folders, conftest's `collect_ignore`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from specgen.inventory.index import Index
from specgen.inventory.model import TestConfig


@dataclass(frozen=True, slots=True)
class Options:
    """What pytest's arguments say about collection; ``places`` are those that name test files."""

    ignore: tuple[str, ...] = ()
    ignore_glob: tuple[str, ...] = ()
    deselect: tuple[str, ...] = ()
    marks: str = ""
    keywords: str = ""
    places: tuple[str, ...] = ()


_LISTS = {"--ignore": "ignore", "--ignore-glob": "ignore_glob", "--deselect": "deselect"}
_TEXTS = {"-m": "marks", "-k": "keywords"}


def options(words: Iterable[str], paths: Iterable[str] = ()) -> Options:
    """Read the collection options out of pytest's arguments; ``paths`` are the test files."""
    lists: dict[str, list[str]] = {name: [] for name in _LISTS.values()}
    texts = dict.fromkeys(_TEXTS.values(), "")
    places: list[str] = []
    rest = iter(words)
    for word in rest:
        flag, equals, value = word.partition("=")
        if flag in _LISTS:
            lists[_LISTS[flag]].append(value if equals else next(rest, ""))
        elif word[:2] in _TEXTS and not word.startswith("--"):
            texts[_TEXTS[word[:2]]] = word[2:].lstrip("=") or next(rest, "")
        elif not word.startswith("-"):
            places.append(word.removeprefix("./").rstrip("/"))
    return Options(
        tuple(lists["ignore"]),
        tuple(lists["ignore_glob"]),
        tuple(lists["deselect"]),
        texts["marks"],
        texts["keywords"],
        _leading(places, tuple(paths)),
    )


def _leading(places: Iterable[str], paths: tuple[str, ...]) -> tuple[str, ...]:
    """Those places that lead to a test file (the others are values of flags)."""
    return tuple(p for p in places if any(_below(path, p.partition("::")[0]) for path in paths))


def _below(path: str, place: str) -> bool:
    return path == place or path.startswith(place + "/")


def skip_folder(config: TestConfig, exclude: Iterable[str] = ()) -> Callable[[str, str], bool]:
    """Whether pytest does not descend: ``norecursedirs``, and the project's own excludes."""
    globs = (*config.norecursedirs, *exclude)

    def skip(path: str, name: str) -> bool:
        return any(
            fnmatchcase(f"/{path}", f"*/{g}") if "/" in g else fnmatchcase(name, g) for g in globs
        )

    return skip


def _matches(path: str, name: str, *, glob: str) -> bool:
    return fnmatchcase(f"/{path}", f"*/{glob}") if "/" in glob else fnmatchcase(name, glob)


def ignored(path: str, index: Index, *, said: Options) -> bool:
    """Whether ``--ignore``, ``--ignore-glob`` or a conftest keeps the file out."""
    if any(_below(path, p.rstrip("/")) for p in said.ignore):
        return True
    if any(fnmatchcase(path, g) or fnmatchcase(f"/{path}", g) for g in said.ignore_glob):
        return True
    return any(_conftest_ignores(path, c, index=index) for c in conftests(path, index))


def conftests(path: str, index: Index) -> list[str]:
    """The conftest files that apply to a file, nearest first."""
    parts = path.split("/")[:-1]
    found = ["/".join((*parts[:n], "conftest.py")) for n in range(len(parts), -1, -1)]
    return [c for c in found if c in index.files]


def _conftest_ignores(path: str, conftest: str, *, index: Index) -> bool:
    folder = conftest.rpartition("/")[0]
    below = path[len(folder) + 1 :] if folder else path
    values = index.scope(conftest).values
    names = values["collect_ignore"].strings if "collect_ignore" in values else ()
    globs = values["collect_ignore_glob"].strings if "collect_ignore_glob" in values else ()
    if any(_below(below, n.rstrip("/")) for n in names):
        return True
    return any(fnmatchcase(below, g) for g in globs)
