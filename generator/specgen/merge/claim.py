"""Find which function stands for which planned element, and which ids nothing is planned for."""

from collections.abc import Sequence

from specgen.lock.model import Lock, hashes_in
from specgen.merge.model import Anatomy, Claim, Function
from specgen.plan import Element


def claims(elements: Sequence[Element], anatomy: Anatomy, *, lock: Lock) -> tuple[Claim, ...]:
    """Every element with the function that carries its id, or an earlier id of it.

    The first function that carries an id wins; an earlier id is inherited once, by the first
    element in spec order that names it, and not while a scenario of that id is planned.
    """
    first = first_of_each_id(anatomy)
    planned = {element.id for element in elements}
    inherited: set[str] = set()
    found: list[Claim] = []
    for element in elements:
        for id in (element.id, *element.renamed_from):
            if id not in first or (id != element.id and id in planned | inherited):
                continue
            inherited.add(id)
            lines = (*lock.lines.get(element.id, ()), *_earlier(id, element, lock=lock))
            merged = hashes_in(lines)
            wanted = {part.kind: part.pieces for part in element.parts}
            found.append(Claim(element, first[id], id, merged, lines, wanted))
            break
    return tuple(found)


def _earlier(id: str, element: Element, *, lock: Lock) -> tuple[str, ...]:
    return () if id == element.id else lock.lines.get(id, ())


def first_of_each_id(anatomy: Anatomy) -> dict[str, Function]:
    """The function that counts for each id in the file."""
    first: dict[str, Function] = {}
    for function in anatomy.functions:
        for id in function.ids:
            first.setdefault(id, function)
    return first


def unclaimed(anatomy: Anatomy, found: Sequence[Claim]) -> tuple[tuple[str, Function], ...]:
    """The ids in the file that no planned element has or inherits, each with its function."""
    taken = {claim.found_as for claim in found} | {claim.element.id for claim in found}
    first = first_of_each_id(anatomy)
    return tuple((id, function) for id, function in first.items() if id not in taken)
