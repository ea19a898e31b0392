"""Replace byte ranges of a text, and shift generated text to where it goes."""

from collections.abc import Iterable

from specgen.merge.model import Source, Splice


def apply(text: bytes, splices: Iterable[Splice]) -> bytes:
    """``text`` with every splice carried out; insertions at one place keep their order.

    Raises:
        ValueError: two splices overlap, which is a mistake of ours.
    """
    pieces, at = [], 0
    for splice in sorted(splices, key=lambda s: (s.start, s.end)):
        if splice.start < at:
            raise ValueError(f"splices overlap at byte {splice.start}")
        pieces += [text[at : splice.start], splice.text]
        at = splice.end
    return b"".join([*pieces, text[at:]])


def untouched(text: bytes, splices: Iterable[Splice]) -> bytes:
    """What of ``text`` no splice replaces."""
    return apply(text, [Splice(s.start, s.end, b" ") for s in splices])


def kept_whole(text: bytes, splices: Iterable[Splice], *, after: bytes) -> bool:
    """Whether all that no splice replaces stands in ``after``: byte for byte, in order, and with
    no word grown into a neighbour.  Quicker to tell than token by token."""
    end = at = 0
    for splice in (*sorted(splices, key=lambda s: (s.start, s.end)), Splice(len(text), 0, b"")):
        piece = text[at : splice.start]
        start = after.find(piece, end)
        end = start + len(piece)
        if start < 0 or _in_word(after, start) or _in_word(after, end):
            return False
        at = splice.end
    return True


def _in_word(text: bytes, at: int) -> bool:
    """Whether both bytes around ``at`` belong to a word."""
    around = text[max(at - 1, 0) : at + 1].replace(b"_", b"a")
    return len(around) == 2 and around.isalnum()


def shifted(text: str, indent: bytes, *, source: Source) -> bytes:
    """Generated ``text``, whose first line starts at its place, with ``indent`` before the others.

    Blank lines stay blank; line ends become the file's.
    """
    first, *rest = text.rstrip("\n").split("\n")
    prefix = indent.decode()
    lines = [first, *(prefix + line if line.strip() else line for line in rest)]
    return source.eol.join(line.encode() for line in lines)


def line_start(text: bytes, at: int) -> int:
    """The first byte of the line that byte ``at`` is in."""
    return max(text.rfind(b"\n", 0, at), text.rfind(b"\r", 0, at)) + 1


def line_end(text: bytes, at: int) -> int:
    """The first byte below the line that byte ``at`` is in."""
    newline = text.find(b"\n", at)
    return len(text) if newline < 0 else newline + 1
