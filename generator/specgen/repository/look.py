"""Look at what a repository says of itself; nothing of it is imported or run."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from specgen.repository.ci import test_commands
from specgen.repository.coverage import FILES, gates_of_commands, gates_of_file
from specgen.repository.history import changes
from specgen.repository.model import Repository
from specgen.repository.packaging import packaging
from specgen.repository.selection import selections
from specgen.source.model import Node

YamlReader = Callable[[PurePosixPath, bytes], Node | None]

_MOST = 1_000_000  # bytes; larger configuration files are none
_CI_FILES = (".gitlab-ci.yml", "azure-pipelines.yml", ".circleci/config.yml", ".travis.yml",
             "appveyor.yml", ".cirrus.yml", "bitbucket-pipelines.yml")  # fmt: skip
WORKFLOWS = ".github/workflows"
_REGISTERS = re.compile(r"""["']markers["']\s*,\s*[rf]?["']\s*(\w+)""")
WATCHED = (*FILES, *_CI_FILES, WORKFLOWS)


def look(root: Path, read_yaml: YamlReader) -> Repository:
    """Coverage gates and CI commands.

    ``read_yaml`` gives the tree of a YAML file's bytes, or nothing.
    """
    found = list(_ci_files(root))
    trees = ((path, read_yaml(PurePosixPath(path), data)) for path, data in found)
    commands = tuple(c for path, tree in trees for c in test_commands(path, tree))
    texts = [(name, data.decode("utf-8", "replace")) for name in FILES
             if (data := _bytes(root / name))]  # fmt: skip
    gates = [gate for name, text in texts for gate in gates_of_file(name, text)]
    return Repository(
        gates=(*gates, *gates_of_commands(commands)),
        commands=commands,
        paths=tuple(sorted({*(path for path, _ in found), *(name for name, _ in texts)})),
        runs=selections(commands, (data.decode("utf-8", "replace") for _, data in found)),
    )


def registered(root: Path, conftests: Iterable[str]) -> frozenset[str]:
    """The marks that ``conftests`` register by code."""
    return frozenset(m for path in conftests for m in _REGISTERS.findall(_text(root / path)))


def look_closer(root: Path, repository: Repository) -> Repository:
    """``repository`` with what only drafting specs needs: packaging and history."""
    return replace(repository, packaging=packaging(root), changes=changes(root))


def _ci_files(root: Path) -> Iterator[tuple[str, bytes]]:
    folder = root / WORKFLOWS
    names = [f"{WORKFLOWS}/{p.name}" for p in _entries(folder) if p.suffix in (".yml", ".yaml")]
    for name in (*names, *_CI_FILES):
        if data := _bytes(root / name):
            yield name, data


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _bytes(path: Path) -> bytes:
    """What stands there; nothing where it cannot be read or is too large to be configuration."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= _MOST else b""
    except OSError:
        return b""


def _text(path: Path) -> str:
    return _bytes(path).decode("utf-8", "replace")
