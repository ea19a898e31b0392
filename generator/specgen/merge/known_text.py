"""Replace what builds wrote in a file that cannot be read as Python: by its bytes alone."""

import re
from typing import NamedTuple

from specgen.lock.model import Lock, whole
from specgen.lock.model_record import known_line, line_of
from specgen.merge.model import Source
from specgen.plan import Element, PlannedFile

_GAP = re.compile(r"(\n{3,})")  # two blank lines part the tests of a generated file


class Replaced(NamedTuple):
    """A text in which every piece that a build wrote is as planned, and the hash lines of those
    planned tests that stand in it or stood in it before."""

    text: bytes
    elements: tuple[tuple[str, str], ...]


def replace_known(planned: PlannedFile, source: Source, *, lock: Lock) -> Replaced:
    """Put the plan in place of each test, and of the head, that stands exactly as builds wrote it.

    What the lock does not know stays, byte for byte.
    """
    text = source.text.decode().replace("\r\n", "\n")
    if text.encode().replace(b"\n", source.eol) != source.text:  # line ends of both kinds
        return Replaced(source.text, ())
    wrote = {id: each for each in planned.elements for id in (each.id, *each.renamed_from)}
    done: dict[str, str] = {}
    pieces = _GAP.split(text)
    for index, piece in enumerate(pieces[::2]):
        pieces[2 * index] = _planned(piece, planned, wrote=wrote, lock=lock, done=done)
    after = "".join(pieces).encode().replace(b"\n", source.eol)
    kept = {e.id: known_line(e.id, lock) for e in planned.elements if lock.knows(e.id)}
    return Replaced(after, tuple((kept | done).items()))


def _planned(
    piece: str,
    planned: PlannedFile,
    *,
    wrote: dict[str, Element],
    lock: Lock,
    done: dict[str, str],
) -> str:
    """What is planned for ``piece``, or itself where no build wrote it; notes the test in
    ``done``."""
    blank = piece[len(piece.rstrip("\n")) :]
    head = planned.prelude.rstrip("\n")
    behind = planned.prelude[len(head) :]
    if head and _is_known(str(planned.path), piece.rstrip("\n") + behind, lock=lock):
        return head + blank
    for id, element in wrote.items():
        if element.id not in done and _is_known(id, piece.rstrip("\n") + "\n", lock=lock):
            done[element.id] = line_of(element, lock)
            return element.text.rstrip("\n") + blank
    return piece


def _is_known(key: str, text: str, *, lock: Lock) -> bool:
    return bool(lock.line_for(key, whole(text)))
