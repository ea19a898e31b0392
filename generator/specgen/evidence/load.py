"""Load evidence files of any known form, and merge what they hold."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from specgen.evidence.benchmark import BENCHMARK
from specgen.evidence.comparison import COMPARISON
from specgen.evidence.coverage_data import COVERAGE_DATA
from specgen.evidence.coverage_json import COVERAGE_JSON
from specgen.evidence.junit import JUNIT
from specgen.evidence.merge import merged
from specgen.evidence.model import Evidence, Loaded
from specgen.evidence.model_loader import Loader
from specgen.evidence.mutants import COSMIC_DUMP, COSMIC_SESSION, MUTMUT
from specgen.evidence.reading import unreadable
from specgen.evidence.records import RECORDS

LOADERS: tuple[Loader, ...] = (
    RECORDS,
    JUNIT,
    MUTMUT,
    COSMIC_SESSION,
    COVERAGE_DATA,
    BENCHMARK,
    COMPARISON,
    COVERAGE_JSON,
    COSMIC_DUMP,
)
_HEAD = 1 << 12


def load(paths: Iterable[Path], *, root: Path) -> Evidence:
    """Everything that is in ``paths`` (files, or folders with all files below), merged.

    What cannot be read is a finding with its place, and the other files go on.  A file given
    twice, or copied, counts once.  Files of other forms are passed over inside folders.
    """
    named = {path: None for path in paths}
    found = {file: None for path in named for file in _files(path)}
    return merged(_load(file, root, named=file in named) for file in found)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [file for file in sorted(path.rglob("*")) if file.is_file()]


def _load(path: Path, root: Path, *, named: bool) -> Loaded:
    name = _name(path, root)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        loader = next((x for x in LOADERS if x.claims(path, head)), None)
        if loader is not None:
            return _below(root, loader.load(path, name))
    except OSError as error:
        return Loaded(findings=(unreadable(name, (error.strerror or str(error)).lower()),))
    said = (unreadable(name, "not a form of evidence that is known"),) if named else ()
    return Loaded(findings=said)


def _below(root: Path, loaded: Loaded) -> Loaded:
    """``loaded`` with absolute paths of measured files made relative to ``root`` if below it."""
    top = f"{root.resolve().as_posix()}/"
    coverage = tuple(
        replace(c, path=c.path.removeprefix(top)) if c.path.startswith(top) else c
        for c in loaded.coverage
    )
    return replace(loaded, coverage=coverage)


def _name(path: Path, root: Path) -> str:
    """The path to say in findings: below ``root`` where it is, with forward slashes."""
    whole, top = path.resolve(), root.resolve()
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else path.as_posix()
