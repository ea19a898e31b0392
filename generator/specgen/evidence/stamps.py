"""Stamps: what says of foreign evidence (JUnit, coverage, benchmarks, mutants) which tree it is of.

One file beside the evidence, with the digests of the tree and of each file that it vouches for.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.evidence.model import Loaded
from specgen.evidence.model_inputs import Inputs, Origin
from specgen.evidence.reading import inputs_in, read_json, table, text, unreadable

STAMP = "specgen-stamp.json"
_FORM = 1
_RULE = "evidence-altered"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_START = Span(1, 1, 1, 2)


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp: the tree, and digests by the path of each file from the stamp's folder.

    ``name`` is the path that findings say.
    """

    path: Path
    name: str
    inputs: Inputs
    files: Mapping[str, str]

    def said_of(self, path: Path) -> str:
        """The digest that it names for a file, empty where it does not name the file."""
        if not path.is_relative_to(self.path.parent):
            return ""
        return self.files.get(path.relative_to(self.path.parent).as_posix(), "")


@dataclass(frozen=True, slots=True)
class Stamps:
    """The stamps that lie beside evidence, what is wrong with them, and with what they name."""

    stamps: tuple[Stamp, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    altered: list[Diagnostic] = field(default_factory=list)

    def marked(self, loaded: Loaded, file: tuple[Path, str], *, now: Inputs | None) -> Loaded:
        """What a foreign file (its path, and how findings say it) holds, with the tree that a stamp
        names for it; who ran what is left out where that is another tree than ``now``, as that
        proves nothing of this one."""
        origin = self._origin(*file)
        if origin is None:
            return loaded
        sessions = tuple(
            replace(s, tree=origin.inputs.tree, commit=s.commit or origin.inputs.commit)
            for s in loaded.sessions
        )
        marked = replace(loaded, sessions=sessions, origins=(origin,))
        if now is None or not origin.stamped or origin.of(now.tree):
            return marked
        coverage = tuple(replace(c, contexts={}) for c in loaded.coverage)
        return replace(marked, coverage=coverage, followed=())

    def _origin(self, path: Path, name: str) -> Origin | None:
        """What it was made from; None where it is not what was stamped, kept in ``altered``."""
        if not self.stamps:
            return Origin(name, name)
        where = Path(path.parent.resolve(), path.name)
        digest = _digest(where)
        named = [stamp for stamp in self.stamps if stamp.said_of(where)]
        vouching = [s for s in named if s.said_of(where) == digest]
        vouching += [s for s in self.stamps if digest in s.files.values()]
        if vouching:
            return Origin(name, name, vouching[0].inputs, vouching[0].name)
        if named:
            self.altered.append(_altered(name, f"is not what {named[0].name} says: it was changed"))
            return None
        return Origin(name, name)


def read_stamps(files: Iterable[Path], *, name: Callable[[Path], str]) -> Stamps:
    """The stamps among ``files``, and those in the folder of any of them or above in the same
    evidence; ``name`` is how findings say a path."""
    stamps: list[Stamp] = []
    findings: list[Diagnostic] = []
    altered: list[Diagnostic] = []
    for path in _found(files):
        read = _read(path, name(path))
        if isinstance(read, Diagnostic):
            findings.append(read)
            continue
        stamps.append(read)
        altered += (
            _altered(read.name, f"names `{file}`, which is not there")
            for file in sorted(read.files)
            if not (path.parent / file).exists()
        )
    return Stamps(tuple(stamps), tuple(findings), altered)


def _found(files: Iterable[Path]) -> Iterator[Path]:
    """The stamps, the nearest first: deeper folders before those above."""
    folders = {Path(file.parent.resolve()) for file in files}
    folders |= {folder.parent for folder in folders}
    paths = (folder / STAMP for folder in folders)
    yield from sorted((p for p in paths if p.is_file()), key=lambda p: (-len(p.parts), p))


def _read(path: Path, name: str) -> Stamp | Diagnostic:
    found = read_json(path, name)
    if isinstance(found, Diagnostic):
        return found
    said, inputs = table(found), inputs_in(table(found))
    files = {text(file): text(digest) for file, digest in table(said.get("files")).items()}
    sound = all(_is_below(file) and _DIGEST.fullmatch(digest) for file, digest in files.items())
    if said.get("form") != _FORM or not _DIGEST.fullmatch(inputs.tree) or not sound:
        return unreadable(name, "not a stamp that `specgen stamp` wrote")
    return Stamp(path, name, inputs, files)


def _is_below(file: str) -> bool:
    path = PurePosixPath(file)
    return bool(file) and not path.is_absolute() and ".." not in path.parts and "\\" not in file


def _altered(name: str, message: str) -> Diagnostic:
    return Diagnostic(_RULE, Severity.FINDING, Place(PurePosixPath(name), span=_START), message)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_stamp(folder: Path, files: Iterable[Path], *, inputs: Inputs) -> tuple[str, ...]:
    """Write the stamp of ``files`` below ``folder``; the paths that it names, sorted.

    What an older stamp of the same tree names stays named if it is still what was stamped.
    """
    found = {file.relative_to(folder).as_posix(): _digest(file) for file in files}
    path = folder / STAMP
    old = _read(path, STAMP) if path.is_file() else None
    if isinstance(old, Stamp) and old.inputs.tree == inputs.tree:
        for file, digest in old.files.items():
            if file not in found and _is_unchanged(folder / file, digest):
                found[file] = digest
    about = {"form": _FORM, "commit": inputs.commit, **inputs.said}
    said = {**about, "files": dict(sorted(found.items()))}
    path.write_text(json.dumps(said, indent=2) + "\n", "utf-8", newline="\n")
    return tuple(sorted(found))


def _is_unchanged(path: Path, digest: str) -> bool:
    return path.is_file() and _digest(path) == digest
