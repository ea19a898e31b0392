"""Where the tests are: the fewest folders that hold all test files and nothing else."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from specgen.inventory.model import Inventory

_FOLDERS = frozenset({"tests", "test", "testing", "unit_tests", "t"})
_MOST = 12  # folders; beyond that, the folder around them


def test_roots(inventory: Inventory) -> tuple[str, ...]:
    """Folders, relative to the repository; ``.`` where tests lie at the top."""
    declared = [p.rstrip("/") or "." for p in inventory.config.testpaths]
    paths = sorted({item.path for item in inventory.items})
    if declared and paths:
        used = [d for d in declared if d == "." or any(_below(p, d) for p in paths)]
        if all(any(d == "." or _below(p, d) for d in used) for p in paths):
            return tuple(dict.fromkeys(used))
    roots = _without_nested({_root(path) for path in paths})
    if len(roots) > _MOST:
        roots = _without_nested({root.partition("/")[0] for root in roots})
    return tuple(roots) or ("tests",)


def _root(path: str) -> str:
    """The topmost folder called like tests, else the file's own."""
    folders = PurePosixPath(path).parts[:-1]
    for depth, name in enumerate(folders):
        if name in _FOLDERS:
            return "/".join(folders[: depth + 1])
    return "/".join(folders) or "."


def _without_nested(roots: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for root in sorted(roots):
        if not any(_below(root, k) or k == "." for k in kept):
            kept.append(root)
    return kept


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")
