"""The import block of a generated file, sorted as isort and ruff sort it."""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from specgen.emit.literals import columns
from specgen.test_types.model import Import


@lru_cache(maxsize=256)  # most files of a project import the same
def import_block(imports: frozenset[Import], own: frozenset[str], *, width: int) -> str:
    """The statements of ``imports`` in sections: standard library, third parties, our own.

    ``own`` holds the top-level names of the code under test.  Every line ends in a line end.
    """
    sections: tuple[set[Import], set[Import], set[Import]] = (set(), set(), set())
    for entry in imports:
        top = entry.module.partition(".")[0]
        index = 2 if top in own else 0 if top in sys.stdlib_module_names else 1
        sections[index].add(entry)
    texts = ("".join(_section(section, width)) for section in sections if section)
    return "\n".join(texts)


def _section(imports: set[Import], width: int) -> Iterator[str]:
    for entry in sorted((i for i in imports if not i.name), key=lambda i: _natural(i.module)):
        yield f"import {entry.module}\n"
    statements: dict[tuple[str, str], list[str]] = {}
    for entry in (i for i in imports if i.name):
        alias = entry.name if entry.bound != entry.name else ""
        statements.setdefault((entry.module, alias), []).append(entry.name)
    ordered = sorted(
        (_natural(module), min(map(_member, names)), module, names, alias)
        for (module, alias), names in statements.items()
    )
    for _, _, module, names, alias in ordered:
        shown = [f"{alias} as _{alias}"] if alias else sorted(names, key=_member)
        yield _from(module, shown, width=width)


def _from(module: str, names: list[str], *, width: int) -> str:
    line = f"from {module} import {', '.join(names)}"
    if columns(line) <= width:
        return line + "\n"
    inside = "".join(f"    {name},\n" for name in names)
    return f"from {module} import (\n{inside})\n"


def _member(name: str) -> tuple[int, object]:
    """Constants before classes before the rest, each in natural order."""
    kind = 0 if len(name) > 1 and name.isupper() else 1 if name[:1].isupper() else 2
    return kind, (_natural(name), name)


def _natural(name: str) -> list[tuple[int, int, str]]:
    """A key that puts ``a2`` before ``a10`` and does not look at case."""
    parts = re.findall(r"\d+|\D+", name.lower())
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts]
