"""Which project of the base is which of the head, whatever it is called now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from specgen.changes.model import Change, ChangeKind, Effect
from specgen.program.model import Module, Program


@dataclass(frozen=True, slots=True)
class Match:
    """The base of a project, and by what it was found: ``name``, ``folder`` or ``modules``."""

    base: Program
    by: str


def match(heads: Sequence[Program], bases: Sequence[Program]) -> Mapping[str, Match]:
    """The base of each head project, by the head's name: that of the same name, else that of the
    same folder, else the one with which it shares most modules.  No base is taken twice."""
    found: dict[str, Match] = {}
    left = list(bases)
    for by, score in (("name", _by_name), ("folder", _by_folder), ("modules", _by_modules)):
        pairs = sorted(
            ((score(head, base), head.project.name, base.project.name, base)
             for head in heads for base in left if head.project.name not in found),
            key=lambda pair: (-pair[0], pair[1:3]),
        )  # fmt: skip
        for points, head, _, base in pairs:
            if points and head not in found and base in left:
                found[head] = Match(base, by)
                left.remove(base)
    return found


def gone(bases: Sequence[Program], matched: Mapping[str, Match]) -> tuple[Program, ...]:
    """The projects of the base that no project of the head continues."""
    taken = [each.base.project.name for each in matched.values()]
    return tuple(base for base in bases if base.project.name not in taken)


def renamed(head: Program, matched: Match) -> tuple[Change, ...]:
    """That the project was renamed, and how its base was found."""
    if matched.by == "name":
        return ()
    old, new = matched.base.project, head.project
    what = f"was `{old.name}` at the base (matched by {matched.by})"
    return (
        Change(ChangeKind.PROJECT, new.name, what, new.place, Effect.NEUTRAL, old.name, new.name),
    )


def heirs(head: Program, base: Program) -> Mapping[str, Module]:
    """The modules of ``head`` by the id that they have in ``base``: the same id, else one that
    was renamed from it, else the same import name."""
    own = {module.id: module for module in head.modules}
    renamed_from = {old: module for module in head.modules for old in module.renamed_from}
    names = {module.name: module for module in head.modules}
    found = {}
    for module in base.modules:
        heir = own.get(module.id) or renamed_from.get(module.id) or names.get(module.name)
        if heir is not None:
            found[module.id] = heir
    return found


def _by_name(head: Program, base: Program) -> int:
    return int(head.project.name == base.project.name)


def _by_folder(head: Program, base: Program) -> int:
    return int(head.project.folder == base.project.folder)


def _by_modules(head: Program, base: Program) -> int:
    return len(heirs(head, base))
