"""Put an entry into a list of a spec file, or change the one that is there."""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.edit.model import Edited, Entry
from specgen.edit.scalars import flow, scalar
from specgen.source.model import Mapping, Node, Scalar, Sequence, SourceFile

_WIDTH = 100
_HALF = 4  # keys on the first of two lines


@dataclass(frozen=True, slots=True)
class _Splice:
    """Replace the characters from ``start`` to ``end`` by ``text``."""

    start: int
    end: int
    text: str


def put(file: SourceFile, entry: Entry) -> Edited | None:
    """``file`` with ``entry`` in its list; None where the list is not something to add to.

    All text outside the entry keeps its characters.  A file without that list gets it at its end.
    """
    text = file.text
    if isinstance(file.root, Mapping):
        found = _value(file.root, entry.list)
        if found is None:
            return _appended(file, entry) if _is_block(file, file.root) else None
        key, node = found
        if isinstance(node, Sequence):
            return _changed(file, node, entry=entry) or _added(file, node, entry=entry)
        if isinstance(node, Scalar) and node.value is None and node.text == "":
            at = _line_end(text, _offset(text, (key.span.end_line, key.span.end_column)))
            lines = _lines(entry, indent=key.span.column + 1, brace=True)
            return _inserted(file, _Splice(at, at, _eol(text) + lines), below=1)
        return None
    return _appended(file, entry) if file.root is None else None


def _appended(file: SourceFile, entry: Entry) -> Edited:
    text = file.text
    start = "" if not text or text.endswith("\n") else _eol(text)
    blank = _eol(text) if text.strip() else ""
    new = f"{start}{blank}{entry.list}:\n{_lines(entry, indent=2, brace=True)}\n"
    at = len(text)
    below = new[: new.index(entry.list)].count("\n") + 1
    return _inserted(file, _Splice(at, at, new), below=below)


def _added(file: SourceFile, node: Sequence, *, entry: Entry) -> Edited:
    text = file.text
    start = _offset(text, node.span[:2])
    if text[start : start + 1] == "[":
        if node.items:
            at, new = _end(text, node.items[-1]), f", {flow(entry.fields)}"
        else:
            at, new = start + 1, flow(entry.fields)
        return _inserted(file, _Splice(at, at, new), below=0)
    last = node.items[-1]
    opening = _offset(text, last.span[:2])
    line_start = text.rfind("\n", 0, opening) + 1
    dash = text.rfind("-", line_start, opening)
    brace = not isinstance(last, Mapping) or text[opening : opening + 1] == "{"
    at = _line_end(text, _end(text, last))
    new = _eol(text) + _lines(entry, indent=max(dash - line_start, 0), brace=brace)
    return _inserted(file, _Splice(at, at, new), below=1)


def _changed(file: SourceFile, node: Sequence, *, entry: Entry) -> Edited | None:
    for item in node.items:
        if isinstance(item, Mapping) and entry.same(dict(_texts(item))):
            splices = list(_rewrites(file, item, entry=entry))
            return Edited(file.path, _spliced(file.text, splices), item.span.line, added=False)
    return None


def _rewrites(file: SourceFile, item: Mapping, *, entry: Entry) -> Iterator[_Splice]:
    text = file.text
    for key, value in entry.fields.items():
        found = _value(item, key)
        if found is None:
            at = _offset(text, item.span[:2])
            if text[at : at + 1] == "{":
                yield _Splice(at + 1, at + 1, f"{key}: {scalar(value)}, ")
            else:
                margin = " " * (item.span.column - 1)
                yield _Splice(at, at, f"{key}: {scalar(value)}{_eol(text)}{margin}")
        elif not (isinstance(found[1], Scalar) and found[1].text == str(value)):
            span = found[1].span
            yield _Splice(_offset(text, span[:2]), _end(text, found[1]), scalar(value))


def _texts(item: Mapping) -> Iterator[tuple[str, str]]:
    for key, value in item.entries:
        if isinstance(value, Scalar):
            yield key.text, value.text


def _lines(entry: Entry, *, indent: int, brace: bool) -> str:
    """The entry as an item of a block sequence, without the last line end."""
    margin = " " * indent
    if not brace:
        pairs = (f"{key}: {scalar(value)}" for key, value in entry.fields.items())
        return f"{margin}- " + f"\n{margin}  ".join(pairs)
    whole = f"{margin}- {flow(entry.fields)}"
    if len(whole) <= _WIDTH:
        return whole
    fields = list(entry.fields.items())
    first, second = flow(dict(fields[:_HALF])), flow(dict(fields[_HALF:]))
    return f"{margin}- {first[:-1]},\n{margin}   {second[1:]}"


def _inserted(file: SourceFile, splice: _Splice, *, below: int) -> Edited:
    """``file`` with something new, which begins ``below`` lines under the place of the splice."""
    line = file.text.count("\n", 0, splice.start) + 1 + below
    return Edited(file.path, _spliced(file.text, [splice]), line, added=True)


def _spliced(text: str, splices: list[_Splice]) -> str:
    eol = _eol(text)
    for one in sorted(splices, key=lambda s: s.start, reverse=True):
        new = one.text.replace("\r\n", "\n").replace("\n", eol)
        text = text[: one.start] + new + text[one.end :]
    return text


def _value(node: Mapping, name: str) -> tuple[Scalar, Node] | None:
    return next((entry for entry in node.entries if entry[0].text == name), None)


def _is_block(file: SourceFile, node: Mapping) -> bool:
    start = _offset(file.text, node.span[:2])
    return file.text[start : start + 1] != "{" and node.span.column == 1


def _end(text: str, node: Node) -> int:
    """The offset where what ``node`` says ends: blank lines and comments after it are not of it."""
    closing = _offset(text, node.span[2:])
    if not isinstance(node, Scalar) and text[closing - 1 : closing] not in "}]":
        inner = node.items if isinstance(node, Sequence) else [v for _, v in node.entries]
        return _end(text, inner[-1]) if inner else closing
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        start = _offset(text, node.span[:2])
        return start + len(text[start:closing].rstrip())
    return closing


def _offset(text: str, place: tuple[int, int]) -> int:
    """The index of a line and a column, both counted from 1."""
    line, column = place
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1 or len(text)
    return min(start + column - 1, len(text))


def _line_end(text: str, offset: int) -> int:
    """Where the line of ``offset`` ends, its line end left out."""
    found = text.find("\n", offset)
    end = len(text) if found < 0 else found
    return end - 1 if text[end - 1 : end] == "\r" and end > offset else end


def _eol(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
