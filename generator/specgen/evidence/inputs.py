"""The digest of what evidence is made from: code, tests, specs, settings, dependencies.

It knows files by name and place alone, so that recorder and gate agree without reading specs, and
the pytest plugin can compute it: standard library only.  With git, ignored files do not count;
without, what tools usually leave behind does not.  Line ends of text do not count, as checkouts
differ in them.  Documents, reports and files of CI are no part.
"""

import hashlib
import os
import stat
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from specgen.evidence.inputs_settings import PROJECT_FILES, settings_of
from specgen.evidence.model_inputs import PARTS, Inputs

_FORM = "specgen inputs 1"  # of what is hashed; another one gives other digests
_CODE = (".py", ".pyi", ".pyx", ".pxd")
_MADE = (".pyc", ".pyo", ".so", ".pyd", ".dll", ".dylib", ".o", ".class", ".egg-link")
_LEFT = frozenset({
    "__pycache__", "node_modules", ".git", ".hg", ".svn", ".specgen", ".venv", ".tox", ".nox",
    ".eggs", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".benchmarks",
    ".ipynb_checkpoints",
})  # fmt: skip
_BUILT = frozenset({"build", "dist", "mutants", "htmlcov", "venv", "env", "site"})
_DOCUMENTS = frozenset({"doc", "docs", "documentation"})
_SAID = ("readme", "changelog", "changes", "license", "licence", "contributing", "authors")
_TESTS = frozenset({"test", "tests", "generated_tests"})
_SPECS = "specs"
_WRITTEN = ("baseline.json", ".lock", ".md")  # below specs: what builds and `record` write
_SETTINGS = frozenset({"pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml", ".coveragerc"})
_LOCKS = frozenset({
    "uv.lock", "poetry.lock", "pdm.lock", "pipfile", "pipfile.lock", "pixi.lock", "conda-lock.yml",
    "environment.yml", "environment.yaml",
})  # fmt: skip
_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # set where git calls hooks
_REPOSITORY = "160000"  # the mode of a repository inside this one
_WHOLE = 64 << 20  # bytes; larger files are no text
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)


class _Known(NamedTuple):
    """One file: its part, what is hashed of it, and what tells that it has changed since."""

    part: str
    digest: bytes
    seen: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Tree:
    """The files that count, as they were at one moment."""

    root: Path
    without: tuple[str, ...] = ()
    files: Mapping[str, tuple[_Known, ...]] = field(default_factory=dict)

    @property
    def inputs(self) -> Inputs:
        """Their digests; without the commit, which ``commit_at`` tells."""
        parts = {name: hashlib.sha256(f"{_FORM} {name}".encode()) for name in PARTS}
        there = set()
        for path in sorted(self.files):
            for known in self.files[path]:
                parts[known.part].update(
                    path.encode("utf-8", "surrogateescape") + b"\0" + known.digest
                )
                there.add(known.part)
        digests = {name: parts[name].hexdigest() for name in PARTS if name in there}
        whole = "".join(f"{name} {digest}\n" for name, digest in digests.items())
        return Inputs(hashlib.sha256(whole.encode()).hexdigest(), digests)

    def again(self) -> "Tree":
        """The tree as it is now; files that look untouched are not read again."""
        return _read(self.root, self.without, known=self.files)

    def changed(self, later: "Tree") -> tuple[str, ...]:
        """The files that a later state of the tree changed or lost, and those of code and settings
        that are new in it."""
        old, new = _digests(self.files), _digests(later.files)
        gone = {path for path in old if old[path] != new.get(path)}
        loaded = {path for path in new.keys() - old.keys() if _is_loaded(path)}
        return tuple(sorted(gone | loaded))

    def left(self, later: "Tree") -> tuple[str, ...]:
        """The other files that are new in a later state of the tree."""
        return tuple(sorted(p for p in later.files.keys() - self.files.keys() if not _is_loaded(p)))


def tree_at(root: Path, *, without: Iterable[Path] = ()) -> Tree:
    """The files below ``root`` that evidence depends on, but for what lies below ``without``.

    Links are not followed: of one, where it leads counts.  Nothing outside of ``root`` is read.
    """
    top = Path(os.path.realpath(root))
    apart = (Path(os.path.realpath(each)) for each in without)
    below = (each.relative_to(top).as_posix() for each in apart if each.is_relative_to(top))
    return _read(top, tuple(f"{name}/" for name in below if name != "."), known={})


def inputs_of(root: Path, *, without: Iterable[Path] = ()) -> Inputs:
    """The digests of the tree as it stands, with the commit that is checked out."""
    found = tree_at(root, without=without).inputs
    return Inputs(found.tree, found.parts, commit_at(root))


def commit_at(root: Path) -> str:
    """The commit that is checked out, or nothing without git."""
    return (_git(root, "rev-parse", "--verify", "-q", "HEAD") or b"").decode().strip()


def root_of(folder: Path) -> Path:
    """The repository that a run of pytest in ``folder`` belongs to: the nearest folder, this one or
    above, that holds specs, up to the top of the checkout; else ``folder`` itself."""
    for each in (folder, *folder.parents):
        specs = each / _SPECS
        if any(specs.glob("*.yaml")) or any(specs.glob("*/*.yaml")):
            return each
        if (each / ".git").exists():
            break
    return folder


def _digests(files: Mapping[str, tuple[_Known, ...]]) -> dict[str, list[bytes]]:
    return {path: [known.digest for known in each] for path, each in files.items()}


def _is_loaded(path: str) -> bool:
    """Whether Python, pytest or specgen would load a file because it is there."""
    return path.endswith(_CODE) or _named(path) != ""


def _read(top: Path, without: tuple[str, ...], *, known: Mapping[str, tuple[_Known, ...]]) -> Tree:
    found: dict[str, tuple[_Known, ...]] = {}
    inside: dict[str, bool] = {}
    for path, part in _counted(top, without):
        folder = path.rpartition("/")[0]
        if folder not in inside:
            inside[folder] = os.path.realpath(top / folder) == str(top / folder if folder else top)
        each = _known(top, path, part=part, before=known.get(path)) if inside[folder] else ()
        if each:
            found[path] = each
    return Tree(top, without, found)


def _known(
    top: Path, path: str, *, part: str, before: tuple[_Known, ...] | None
) -> tuple[_Known, ...]:
    """What counts of one file; nothing of one that is gone, or not ours to read."""
    full = f"{top}/{path}"
    try:
        status = os.lstat(full)
        seen = (status.st_mtime_ns, status.st_size, status.st_ino)
        if before and before[0].seen == seen:
            return before
        data = _data(full, status)
    except OSError:
        return ()
    name = path.rpartition("/")[2]
    if part != "settings" or name not in PROJECT_FILES:
        return (_Known(part, hashlib.sha256(data).digest(), seen),)
    pieces = ((p, hashlib.sha256(text).digest()) for p, text in settings_of(name, data))
    return tuple(_Known(p, digest, seen) for p, digest in pieces)


def _data(path: str, status: os.stat_result) -> bytes:
    """What a file holds, with the line ends of text as git keeps them; of a link, where it leads.

    Raises:
        OSError: it is gone, cannot be read, or is neither a file nor a link.
    """
    if stat.S_ISLNK(status.st_mode):
        return os.fsencode(os.readlink(path)).replace(b"\\", b"/")
    descriptor = os.open(path, _FLAGS)  # of a pipe, too, it returns at once
    with open(descriptor, "rb", buffering=0) as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"not a regular file: {path}")
        if status.st_size > _WHOLE:
            return hashlib.file_digest(stream, "sha256").digest()
        data = stream.readall()
    text = b"\r\n" in data and b"\0" not in data[:8000]  # as git tells text
    return data.replace(b"\r\n", b"\n") if text else data


def _counted(top: Path, without: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The paths that count, each with its part."""
    paths, tracked = _listed(top)
    paths = [p for p in paths if not (f"{p}/".startswith(without) or _is_left(p, tracked))]
    made = tuple(f"{p.rpartition('/')[0]}/" for p in paths if p.endswith("/pyvenv.cfg"))
    tops = {p.partition("/")[0] for p in paths if "/" in p and p.endswith(_CODE)} - {_SPECS}
    for path in paths:
        part = _part(path, tops)
        if part and not (made and path.startswith(made)):
            yield path, part


def _is_left(path: str, tracked: Collection[str]) -> bool:
    """Whether tools have left it: caches, environments, builds that git does not know."""
    folders = path.split("/")[:-1]
    if not _LEFT.isdisjoint(folders) or path.endswith(_MADE):
        return True
    if any(folder.endswith((".egg-info", ".dist-info")) for folder in folders):
        return True
    return bool(folders) and folders[0] in _BUILT and folders[0] not in tracked


def _part(path: str, tops: Collection[str]) -> str:
    """The part that a file belongs to, empty where it does not count."""
    *folders, name = path.split("/")
    first = folders[0] if folders else ""
    if first.startswith("."):
        return ""
    if first == _SPECS:
        return "" if name.endswith(_WRITTEN) else "specs"
    kept = next((f for f in folders if f in _TESTS or f in _DOCUMENTS), "")
    if kept or _is_test(name):
        return "" if kept in _DOCUMENTS else "tests"
    if name.lower().startswith(_SAID):
        return ""
    code = "code" if name.endswith(_CODE) or first in tops else ""
    return _named(path) or code


def _named(path: str) -> str:
    """The part of files that are known by their name wherever they lie."""
    name = path.rpartition("/")[2]
    low = name.lower()
    if name in _SETTINGS or _is_project_file(path):
        return "settings"
    pinned = low.startswith(("requirements", "constraints")) and low.endswith((".txt", ".in"))
    folder = path.split("/")[-2:-1] == ["requirements"] and low.endswith((".txt", ".in"))
    pylock = low.startswith("pylock.") and low.endswith(".toml")
    return "dependencies" if low in _LOCKS or pinned or folder or pylock else ""


def _is_project_file(path: str) -> bool:
    """Whether it is that of a project, and not what a package holds for others."""
    *folders, name = path.split("/")
    near = len(folders) <= 2 and folders[:1] != ["src"] and _TESTS.isdisjoint(folders)
    return near and name in PROJECT_FILES


def _is_test(name: str) -> bool:
    return name.endswith(".py") and (
        name.startswith("test_") or name.endswith("_test.py") or name == "conftest.py"
    )


def _listed(top: Path) -> tuple[list[str], Collection[str]]:
    """All files, and those folders at the top of which git knows a file."""
    staged = _git(top, "ls-files", "-z", "--stage")
    new = _git(top, "ls-files", "-z", "--others", "--exclude-standard")
    if staged is None or new is None:
        return list(_walked(top, "")), ()
    rows = [row.partition("\t") for row in _names(staged)]
    known = {path: about.startswith(_REPOSITORY) for about, _, path in rows}
    more = {path.rstrip("/"): path.endswith("/") for path in _names(new)}
    found: list[str] = []
    for path, inner in {**more, **known}.items():
        found += _walked(top, path) if inner else (path,)
    return found, {path.partition("/")[0] for path in known}


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def _walked(top: Path, folder: str) -> Iterator[str]:
    """All files below a folder; links to folders stand for themselves."""
    try:
        entries = sorted(os.scandir(top / folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield path
        elif entry.name not in _LEFT:
            yield from _walked(top, path)


def _git(root: Path, *words: str) -> bytes | None:
    """What git says, None where there is none, or no repository.

    A checkout that belongs to somebody else, as in containers, is read like any other: nothing that
    its configuration names is run.
    """
    command = ["git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false", *words]
    around = {name: value for name, value in os.environ.items() if name not in _HOOKS}
    try:
        done = subprocess.run(command, cwd=root, env=around, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
