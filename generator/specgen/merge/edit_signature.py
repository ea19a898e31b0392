"""Bring the name and the parameters of a test up to date."""

from collections.abc import Iterator, Sequence

from specgen.merge.model import Anatomy, Claim, Splice
from specgen.plan import PartKind


def edit_name(claim: Claim) -> Iterator[Splice]:
    """Rename a test whose name a build wrote."""
    name, wanted = claim.function.name, claim.element.part(PartKind.NAME)
    if wanted and name != wanted and claim.wrote(PartKind.NAME, name):
        start = claim.function.name_start
        yield Splice(start, start + len(name.encode()), wanted.encode())


def renames(claim: Claim) -> bool:
    """Whether the test is to have another name."""
    return not claim.personal and any(True for _ in edit_name(claim))


def blocked_names(found: Sequence[Claim], anatomy: Anatomy, *, used: frozenset[str]) -> set[str]:
    """The ids of the elements that cannot take their new name.

    Either another definition of the same scope has that name once all others are renamed, or the
    file refers to the old name.
    """
    blocked = {c.element.id for c in found if renames(c) and c.function.name in used}
    while True:
        clash = next(
            (c for c in found if _clashes(c, found, anatomy=anatomy, blocked=blocked)), None
        )
        if clash is None:
            return blocked
        blocked.add(clash.element.id)


def _clashes(claim: Claim, found: Sequence[Claim], *, anatomy: Anatomy, blocked: set[str]) -> bool:
    if claim.element.id in blocked or not renames(claim):
        return False
    scope = claim.function.scope
    names = set(anatomy.names.get(scope, frozenset()))
    others = (o for o in found if o is not claim and o.function.scope == scope)
    for other in (o for o in others if o.element.id not in blocked and renames(o)):
        names.discard(other.function.name)
        names.add(other.element.part(PartKind.NAME))
    return claim.element.part(PartKind.NAME) in names


def name_of(parameter: str) -> str:
    """The name of a parameter, given its text."""
    return parameter.partition(":")[0].partition("=")[0].strip().lstrip("*")


def missing_parameters(claim: Claim) -> list[str]:
    """The parameters that the spec wants and the test does not take."""
    have = {p.name for p in claim.function.parameters}
    return [p for p in claim.pieces(PartKind.PARAMETERS) if name_of(p) not in have]


def edit_parameters(claim: Claim) -> Iterator[Splice]:
    """Insert the parameters that are new, and update the annotations that a build wrote."""
    function = claim.function
    new = [p for p in missing_parameters(claim) if not claim.wrote(PartKind.PARAMETERS, p)]
    if claim.theirs(PartKind.PARAMETERS):
        new = []
    if new and function.positional:
        at = function.parameters[function.positional - 1].end
        yield Splice(at, at, f", {', '.join(new)}".encode())
    elif new:
        behind = ", " if function.parameters else ""
        yield Splice(function.open, function.open, f"{', '.join(new)}{behind}".encode())
    wanted = {name_of(p): p for p in claim.pieces(PartKind.PARAMETERS) if "=" not in p}
    for parameter in function.parameters:
        text = wanted.get(parameter.name, parameter.text)
        if text != parameter.text and claim.wrote(PartKind.PARAMETERS, parameter.text):
            yield Splice(parameter.start, parameter.end, text.encode())
