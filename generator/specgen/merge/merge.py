"""Merge one planned test file with the file as it stands."""

import re
from collections.abc import Iterator
from dataclasses import replace

from specgen.diagnostics import Diagnostic
from specgen.lock.model import Lock
from specgen.lock.model_record import Record, known_line
from specgen.merge.claim import claims, first_of_each_id, unclaimed
from specgen.merge.decode import decode, encode
from specgen.merge.edit import Edits, edits
from specgen.merge.imports import edit_prelude
from specgen.merge.judge import assess, is_as_planned, remembered_prelude
from specgen.merge.known_text import replace_known
from specgen.merge.model import Anatomy, Claim, Merged, Source, Splice
from specgen.merge.report import (
    abandoned,
    duplicate,
    left_out,
    likely,
    opaque,
    orphan,
    unparsable,
    unwritable,
)
from specgen.merge.splice import apply, kept_whole, untouched
from specgen.merge.take_apart import UNREADABLE, outline, take_apart, with_functions
from specgen.plan import PlannedFile

_TOKEN = re.compile(rb"\w+|[^\w\s]")


def merge(planned: PlannedFile, existing: bytes, *, lock: Lock) -> Merged:
    """The file as it should be: machine-owned parts as planned, all else byte for byte as it is.

    A part is replaced only where ``lock`` says that a build wrote what stands there.  A file that
    cannot be read, or whose merge fails its own check, stays as it is and is reported.
    """
    try:
        source = decode(existing or planned.prelude.encode())
    except UNREADABLE as error:
        kept = Record.kept(planned, lock)
        return Merged(existing, kept, (unparsable(error, path=planned.path),))
    try:
        before = take_apart(source.text)
    except UNREADABLE as error:
        return _by_bytes(planned, source, lock=lock, error=error)
    edited = edits(planned.elements, before, source=source, lock=lock)
    try:
        after = _carried_out(planned, before, edited=edited, source=source, lock=lock)
        data = encode(source, after.source)
    except UnicodeEncodeError as error:
        why = unwritable(source.encoding, error.object[error.start], path=planned.path)
        return Merged(existing, Record.kept(planned, lock), (why,))
    except UNREADABLE as error:
        kept = Record.kept(planned, lock)
        return Merged(existing, kept, (abandoned(str(error), path=planned.path),))
    found = _claims(planned, after, edited=edited, lock=lock)
    assessed = [assess(claim, after, path=planned.path, lock=lock) for claim in found]
    lines = {c.element.id: one.line for c, one in zip(found, assessed, strict=True)}
    left = [m.element.id for m in edited.left_out if lock.knows(m.element.id)]
    lines |= {id: known_line(id, lock) for id in left}
    record = _record(planned, after, found=found, lines=lines, lock=lock)
    said = (finding for one in assessed for finding in one.findings)
    findings = (*said, *_findings(planned, after, edited=edited, found=found))
    if not existing and not after.functions:
        return Merged(b"", record, findings, vacant=True)
    pairs = zip(found, assessed, strict=True)
    altered = frozenset(c.element.id for c, one in pairs if not one.holds)
    vacant = _is_vacant(planned, after, lock=lock)
    return Merged(data, record, findings, vacant=vacant, altered=altered)


def _by_bytes(planned: PlannedFile, source: Source, *, lock: Lock, error: BaseException) -> Merged:
    """The merge of a file that cannot be read: what builds wrote is replaced even so."""
    known = replace_known(planned, source, lock=lock)
    kept = replace(Record.kept(planned, lock), elements=known.elements)
    said = unparsable(error, path=planned.path)
    try:
        data = encode(source, known.text)
        take_apart(known.text)
    except UnicodeEncodeError:
        return Merged(encode(source, source.text), Record.kept(planned, lock), (said,))
    except UNREADABLE:
        return Merged(data, kept, (said,))
    lines = {**lock.lines, **{id: (line,) for id, line in known.elements}}
    return merge(planned, data, lock=Lock(lines, lock.owners))


def _carried_out(
    planned: PlannedFile, before: Anatomy, *, edited: Edits, source: Source, lock: Lock
) -> Anatomy:
    """The file after all splices, read again and checked.

    Raises:
        ValueError, SyntaxError: the result does not parse, lacks an id or lost something.
    """
    text = apply(source.text, edited.splices)
    middle = outline(text) if edited.splices else before
    base = lock.hashes(str(planned.path))
    prelude = list(edit_prelude(planned, middle, source=source, base=base))
    after = middle
    if prelude:
        after = take_apart(apply(text, prelude))
    elif edited.splices:
        after = with_functions(middle)
    if edited.splices or prelude:
        _check(before, middle, splices=edited.splices)
        _check(middle, after, splices=tuple(prelude))
        if tuple(sorted(id for f in after.functions for id in f.ids)) != edited.ids:
            raise ValueError("the ids in the file would not be those that were meant")
    return after


def _check(one: Anatomy, other: Anatomy, *, splices: tuple[Splice, ...]) -> None:
    """See to it that every token that no splice replaces is still there, in order."""
    if not splices or kept_whole(one.source, splices, after=other.source):
        return
    tokens = iter(_TOKEN.findall(other.source))
    for token in _TOKEN.findall(untouched(one.source, splices)):
        if token not in tokens:
            raise ValueError(f"the token {token.decode()!r} would be lost")


def _claims(planned: PlannedFile, after: Anatomy, *, edited: Edits, lock: Lock) -> list[Claim]:
    """Who stands for what in the merged file, with what builds wrote before the merge."""
    functions = first_of_each_id(after)
    fresh = [e for e in planned.elements if e.id not in edited.claims]
    made = {c.element.id: c for c in claims(fresh, after, lock=lock) if c.found_as == c.element.id}
    for id, claim in edited.claims.items():
        made[id] = replace(claim, function=functions[id], found_as=id)
    return [made[e.id] for e in planned.elements if e.id in made]


def _record(
    planned: PlannedFile, after: Anatomy, *, found: list[Claim], lines: dict[str, str], lock: Lock
) -> Record:
    """What the lock says of the file: of its tests, and of orphans as long as they stand."""
    others = {id: known_line(id, lock) for id, _ in unclaimed(after, found) if lock.knows(id)}
    line = remembered_prelude(planned, after, lock=lock)
    elements = tuple((others | lines).items())
    return Record(planned.path, planned.ownership, planned.module, line, elements)


def _findings(
    planned: PlannedFile, after: Anatomy, *, edited: Edits, found: list[Claim]
) -> Iterator[Diagnostic]:
    path = planned.path
    fresh = [c.element for c in found if is_as_planned(c, after)]
    for id, function in unclaimed(after, found):
        similar = likely(id, function, fresh=fresh)
        yield orphan(id, function, path=path, similar=similar)
    first = first_of_each_id(after)
    for function in after.functions:
        if function.opaque:
            yield opaque(function, path=path)
        for id in function.ids:
            if first[id] is not function:
                yield duplicate(id, function, path=path, first=first[id].line)
    for one in edited.left_out:
        yield left_out(one, after, path=path)


def _is_vacant(planned: PlannedFile, after: Anatomy, *, lock: Lock) -> bool:
    """Whether no test is planned, and nothing is left but a docstring that a build wrote."""
    if planned.elements or after.functions or after.imports:
        return False
    rest = after.source
    if after.docstring:
        line = remembered_prelude(planned, after, lock=lock)
        ours = Splice(after.docstring.start, after.docstring.end, b"")
        rest = apply(rest, [ours]) if "doc:" in line else rest
    return not rest.strip()
