"""All splices that bring one file's elements up to date, the imports left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from specgen.lock.model import Lock, whole
from specgen.merge.claim import claims, unclaimed
from specgen.merge.edit_decorators import edit_marks, edit_spec, edit_table
from specgen.merge.edit_signature import blocked_names, edit_name, edit_parameters, renames
from specgen.merge.edit_text import edit_body, edit_docstring
from specgen.merge.insert import Ground, Missing, missing
from specgen.merge.model import Anatomy, Claim, Function, Source, Splice
from specgen.merge.names import used_names
from specgen.merge.splice import shifted
from specgen.plan import Element, PartKind


@dataclass(frozen=True, slots=True)
class Edits:
    """The splices of a file, the ids it must carry after them, and what was not inserted.

    ``claims`` maps the id of each element that was found to how it was found.
    """

    splices: tuple[Splice, ...]
    ids: tuple[str, ...]
    left_out: tuple[Missing, ...]
    claims: Mapping[str, Claim]


def edits(elements: Sequence[Element], anatomy: Anatomy, *, source: Source, lock: Lock) -> Edits:
    """What is to be done about each element, and about what nothing is planned for any more."""
    found = claims(elements, anatomy, lock=lock)
    used = used_names(anatomy.tree) if any(map(renames, found)) else frozenset()
    blocked = blocked_names(found, anatomy, used=used)
    gone = [f for id, f in unclaimed(anatomy, found) if _may_go(id, f, anatomy=anatomy, lock=lock)]
    splices = [_deletion(function, anatomy.source) for function in gone]
    for claim in found:
        splices += _element(claim, anatomy, source=source, named=claim.element.id not in blocked)
    names = _names_after(
        anatomy, gone=gone, named=[c for c in found if c.element.id not in blocked]
    )
    new = missing(elements, found, site=Ground(anatomy, source, lock, names))
    # what goes to the end must not come between a method there and what belongs behind it
    splices += [m.splice for m in sorted(new, key=lambda m: not m.anchored) if m.splice]
    inserted = (m.element.id for m in new if m.splice)
    return Edits(
        splices=tuple(splices),
        ids=tuple(sorted([*_kept_ids(anatomy, found, gone=gone), *inserted])),
        left_out=tuple(m for m in new if not m.splice),
        claims={claim.element.id: claim for claim in found},
    )


def _names_after(
    anatomy: Anatomy, *, gone: Sequence[Function], named: Sequence[Claim]
) -> dict[tuple[str, ...], set[str]]:
    """The names that each scope binds once tests are deleted and renamed."""
    names = {scope: set(bound) for scope, bound in anatomy.names.items()}
    for function in (*gone, *(c.function for c in named if renames(c))):
        names[function.scope].discard(function.name)
    for claim in named:
        if renames(claim):
            names[claim.function.scope].add(claim.element.part(PartKind.NAME))
    return names


def _kept_ids(
    anatomy: Anatomy, found: Sequence[Claim], *, gone: Sequence[Function]
) -> Iterator[str]:
    """The ids that the functions of the file carry afterwards, as often as they do."""
    renamed = {(c.function.start, c.found_as): c.element.id for c in found}
    for function in anatomy.functions:
        if function not in gone:
            for id in function.ids:
                yield renamed.get((function.start, id), id)


def _element(claim: Claim, anatomy: Anatomy, *, source: Source, named: bool) -> Iterator[Splice]:
    function = claim.function
    ours = not claim.element.kept and is_as_built(function, anatomy, lines=claim.lines)
    if ours and (named or not renames(claim)):
        text = shifted(claim.element.text, b"", source=source) + source.eol
        if text != anatomy.source[function.start : function.end]:
            yield Splice(function.start, function.end, text)
        return
    yield from edit_spec(claim)
    if claim.personal or not claim.known:
        return
    if named:
        yield from edit_name(claim)
    yield from edit_marks(claim, anatomy, source=source)
    yield from edit_table(claim, anatomy, source=source)
    yield from edit_parameters(claim)
    yield from edit_docstring(claim, anatomy, source=source)
    yield from edit_body(claim, anatomy, source=source)


def is_as_built(function: Function, anatomy: Anatomy, *, lines: Sequence[str]) -> bool:
    """Whether the function is, to the last byte, what a build wrote."""
    if function.scope or function.indent:
        return False
    text = anatomy.source[function.start : function.end].decode().replace("\r\n", "\n")
    word = whole(text)
    return any(word in line for line in lines)


def _may_go(id: str, function: Function, *, anatomy: Anatomy, lock: Lock) -> bool:
    """Whether nothing is planned for a test and nobody has touched it."""
    return len(function.ids) == 1 and is_as_built(function, anatomy, lines=lock.lines.get(id, ()))


def _deletion(function: Function, text: bytes) -> Splice:
    """Take a function out with the blank lines above it."""
    above = text[: function.start].rstrip()
    start = len(above)
    start += text[start : function.start].find(b"\n") + 1
    return Splice(start, function.end, b"")
