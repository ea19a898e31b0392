"""Outer boundaries: what tests replace that is not the project's own."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from specgen.adopt.model import Evidence
from specgen.inventory.model import Act, Support, TestItem

_PATCHES = re.compile(r"(?:^|\.)(?:patch|patch\.object|setattr)$")
_OUTER = frozenset({
    "socket", "smtplib", "ftplib", "imaplib", "poplib", "telnetlib", "urllib", "http", "ssl",
    "subprocess", "sqlite3", "webbrowser",
})  # fmt: skip
_NO_BOUNDARY = frozenset({"pytest", "numpy", "pandas", "unittest", "mock", "builtins"})
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Boundary:
    """Something outside that tests replace, with how often and where first."""

    name: str
    target: str
    why: str


def boundaries(evidence: Evidence) -> tuple[Boundary, ...]:
    """The boundaries, most replaced first."""
    uses: Counter[str] = Counter()
    targets: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, str] = {}
    actors: tuple[TestItem | Support, ...] = (
        *evidence.inventory.live,
        *evidence.inventory.supports,
    )
    for item in actors:
        for act in item.acts:
            for library, target in _outside(act, evidence):
                uses[library] += 1
                targets[library][target] += 1
                first.setdefault(library, f"{item.home}:{act.line}")
    found = sorted(uses, key=lambda name: (-uses[name], name))[:_MOST]
    return tuple(_boundary(n, uses[n], targets=targets[n], first=first[n]) for n in found)


def _boundary(name: str, uses: int, *, targets: Counter[str], first: str) -> Boundary:
    target = min(targets, key=lambda t: (-targets[t], t))
    times = "once" if uses == 1 else f"{uses} times"
    module, _, symbol = target.rpartition(".")
    return Boundary(name, f"{module}:{symbol}", f"replaced {times}, as in {first}")


def _outside(act: Act, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The foreign library that a patch replaces, by its own name or where a module of the project
    has imported it, and the dotted name replaced."""
    if not _PATCHES.search(act.name) or not _DOTTED.fullmatch(act.target):
        return
    found = evidence.surface.find(act.target)
    target = act.target
    if found is not None:
        module = evidence.surface.modules[found.module]
        first, dot, rest = found.symbol.partition(".")
        if module.symbol(first) or not found.symbol:
            return
        known = module.reexports.get(first, "")
        target = f"{_imported(first, module.imports, reexport=known)}{dot}{rest}"
    library = target.partition(".")[0]
    own = {name.partition(".")[0] for name in evidence.surface.modules}
    own |= {part for item in evidence.inventory.items for part in item.path.split("/")[:-1]}
    standard = library in sys.stdlib_module_names and library not in _OUTER
    if "." in target and library not in own | _NO_BOUNDARY and not standard:
        yield library, target


def _imported(name: str, imports: tuple[str, ...], *, reexport: str) -> str:
    """What ``name`` stands for where ``import name`` or ``from x import name`` bound it."""
    return reexport or next((i for i in imports if i.partition(".")[0] == name), name)
