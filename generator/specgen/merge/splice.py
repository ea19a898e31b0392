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
