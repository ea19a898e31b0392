"""Which files, classes and functions pytest takes for tests, by their names."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from specgen.inventory.model import TestConfig


def is_test_file(path: str, config: TestConfig) -> bool:
    """Whether ``python_files`` matches: the base name, or the path where a pattern has ``/``."""
    name = path.rpartition("/")[2]
    return any(
        fnmatchcase(path, f"*/{g.lstrip('/')}") or fnmatchcase(path, g)
        if "/" in g
        else fnmatchcase(name, g)
        for g in config.python_files
    )


def is_test_name(name: str, patterns: Sequence[str]) -> bool:
    """Whether a prefix, or a glob, of ``python_functions`` or ``python_classes`` matches."""
    for pattern in patterns:
        if name.startswith(pattern):
            return True
        if any(c in pattern for c in "*?[") and fnmatchcase(name, pattern):
            return True
    return False
