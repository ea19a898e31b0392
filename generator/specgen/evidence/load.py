"""Load evidence files of any known form, and merge what they hold."""

import codecs
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from specgen.evidence.merge import merged
from specgen.evidence.model import Evidence, Loaded
from specgen.evidence.model_inputs import Inputs
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import refused, unreadable
from specgen.evidence.records import RECORDS
from specgen.evidence.registry import LOADERS
from specgen.evidence.stamps import STAMP, read_stamps

_HEAD = 1 << 12


def load(paths: Iterable[Path], *, root: Path, now: Inputs | None = None) -> Evidence:
    """Everything that is in ``paths`` (files, or folders with all files below), merged.

    What cannot be read is a finding with its place, and the other files go on.  A file given
    twice, or copied, counts once.  Files of other forms are passed over inside folders, unless
    their names promise one of those that are known.  Of coverage that is stamped with another tree
    than ``now`` only what was executed counts, not by whom.
    """
    named = dict.fromkeys(paths)
    files, closed = files_below(named)
    stamps = read_stamps(files, name=lambda path: _name(path, root))
    read = []
    for file in files:
        one, loader = _load(file, root, named=file in named)
        foreign = loader is not None and loader is not RECORDS and not one.findings
        read.append(stamps.marked(one, (file, _name(file, root)), now=now) if foreign else one)
    said = Loaded(findings=stamps.findings)
    evidence = merged((*read, said, *(_closed(error, root) for error in closed)))
    return replace(evidence, altered=tuple(stamps.altered))


def files_below(paths: Iterable[Path]) -> tuple[list[Path], list[OSError]]:
    """The files among ``paths``, and in folders all below them, each once; and why not all."""
    closed: list[OSError] = []
    return list(dict.fromkeys(file for path in paths for file in _files(path, closed))), closed


def foreign_below(folders: Iterable[Path]) -> list[Path]:
    """The files below ``folders`` that hold evidence and do not say themselves of which tree."""
    return [file for file in files_below(folders)[0] if _is_foreign(file)]


def _is_foreign(file: Path) -> bool:
    if file.name == STAMP or not file.is_file():
        return False
    return _loader(file.name, _head(file)) not in (None, RECORDS)


def _files(path: Path, closed: list[OSError]) -> list[Path]:
    """``path``, or all that is below it but folders; links to folders are not followed.

    Folders that cannot be listed are added to ``closed``.
    """
    if not path.is_dir():
        return [path]
    walk = os.walk(path, onerror=closed.append)
    return sorted(Path(folder, file) for folder, _, files in walk for file in files)


def _closed(error: OSError, root: Path) -> Loaded:
    """What is said of a folder that cannot be listed."""
    return Loaded(findings=(unreadable(_name(Path(error.filename), root), _why(error)),))


def _load(path: Path, root: Path, *, named: bool) -> tuple[Loaded, Loader | None]:
    """What a file holds, and the loader that read it."""
    name = _name(path, root)
    if path.name == STAMP:
        return Loaded(), None
    try:
        said = refused(path, name)
        loader = _loader(path.name, b"" if said else _head(path))
        if said is None and loader is not None:
            return _below(root, loader.load(path, name)), loader
    except OSError as error:
        said, loader = unreadable(name, _why(error)), _loader(path.name, b"")
    if named and said is None:
        said = unreadable(name, "not a form of evidence that is known")
    return Loaded(findings=(said,) if said and (named or loader) else ()), None


def _loader(name: str, head: bytes) -> Loader | None:
    """The form that the content has, else the one that the name promises, if any."""
    known = next((x for x in LOADERS if x.recognises(head, name)), None)
    return known or next((x for x in LOADERS if x.promised_by(name)), None)


def _head(path: Path) -> bytes:
    """The first bytes, in UTF-8 where they say that they are UTF-16: loaders look for words."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").encode("utf-8", "replace")
    return head


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _below(root: Path, loaded: Loaded) -> Loaded:
    """``loaded`` with absolute paths of files made relative to ``root`` if below it."""
    top = f"{root.resolve().as_posix()}/"
    records = loaded.records
    if any(record.node_id.startswith(top) for record in records):
        records = tuple(replace(r, node_id=r.node_id.removeprefix(top)) for r in records)
    coverage = tuple(
        replace(c, path=c.path.removeprefix(top)) if c.path.startswith(top) else c
        for c in loaded.coverage
    )
    return replace(loaded, records=records, coverage=coverage)


def _name(path: Path, root: Path) -> str:
    """The path to say in findings: below ``root`` where it is, with forward slashes."""
    folder = os.path.realpath(path.parent)  # resolve() raises in a loop of links
    whole, top = Path(folder, path.name), root.resolve()
    shown = whole.relative_to(top) if whole.is_relative_to(top) else path
    return shown.as_posix().encode("utf-8", "replace").decode()
