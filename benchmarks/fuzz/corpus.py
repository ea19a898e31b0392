"""What inputs are drawn from: the cases of the tests, samples of evidence, and what was found."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases"
SAMPLES = ROOT / "tests/unit/evidence/samples"
FOUND = Path(__file__).parent / "corpus"
_APART = {"expected", "diagnostics.txt", "commands.txt", "mistakes.txt"}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_LARGE = 20_000  # bytes of a case: larger ones take too long to be mutated often


def files_below(folder: Path) -> dict[str, bytes]:
    """The files below ``folder`` by path, but for what a run leaves behind."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".specgen", "__pycache__"} & set(path.parts)
    }


@cache
def cases() -> dict[str, dict[str, bytes]]:
    """The inputs of every small case of the tests, and trees in which something was found."""
    found = {}
    for folder in (*sorted(CASES.iterdir()), *sorted(FOUND.glob("tree-*"))):
        files = files_below(folder) if folder.is_dir() else {}
        own = {p: d for p, d in files.items() if p.partition("/")[0] not in _APART}
        if specs_of(own) and sum(map(len, own.values())) < _LARGE:
            found[folder.name] = own
    return found


def specs_of(files: Mapping[str, bytes]) -> list[str]:
    """The spec files of a tree."""
    return [p for p in files if "specs" in p.split("/")[:-1] and p.endswith(".yaml")]


@cache
def trees() -> tuple[object, ...]:
    """The spec files of all cases as plain data, as far as they are YAML."""
    found = []
    for files in cases().values():
        for path in specs_of(files):
            tree = loaded(files[path])
            if tree is not None:
                found.append(tree)
    return tuple(found)


@cache
def loaded(data: bytes) -> object | None:
    """A spec file as plain data; None where it is no YAML or too large for that."""
    try:
        return yaml.load(data.decode(), LOADER) if b"&" not in data else None
    except (yaml.YAMLError, ValueError):
        return None
