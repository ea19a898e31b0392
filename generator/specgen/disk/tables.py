"""The tables of a settings file that stand in a region of ours and are not of it."""

import re
import tomllib
from collections.abc import Iterator, Mapping

_HEADING = re.compile(rb"^[ \t]*\[+[ \t]*([^\]\r\n]*?)[ \t]*\]+", re.MULTILINE)
_COMMENTS = re.compile(rb"^[ \t]*#[^\r\n]*", re.MULTILINE)
_LEADING = re.compile(rb"(?:^[ \t]*(?:#[^\r\n]*)?\r?\n)+\Z", re.MULTILINE)


def foreign_tables(body: bytes, ours: bytes) -> tuple[tuple[str, bytes], ...]:
    """The tables in ``body`` that hold what no table of ``ours`` does, with the comments above.

    Formatters sort tables, so that one of a person's may come to stand between our marks, and
    write ``[a.b]`` as dotted keys of ``[a]``.
    """
    known = {_name(found) for found in _HEADING.finditer(ours)}
    starts = [_start(body, found) for found in _HEADING.finditer(body)]
    ends = [*starts[1:], len(body)]
    names = [_name(found) for found in _HEADING.finditer(body)]
    tables = zip(names, starts, ends, strict=True)
    found = ((name, body[start:end]) for name, start, end in tables)
    return tuple((name, text) for name, text in found if not _is_ours(name, text, known=known))


def starts_inside(body: bytes) -> bool:
    """Whether a region goes on with a table that begins above it: a formatter moved its mark."""
    rest = _COMMENTS.sub(b"", body)
    return bool(rest.strip()) and not rest.lstrip().startswith(b"[")


def _is_ours(name: str, text: bytes, *, known: set[str]) -> bool:
    """Whether a table has a heading of ours, or all that it holds is below one."""
    if name in known:
        return True
    try:
        table = tomllib.loads(text.decode("utf-8", "replace"))
    except tomllib.TOMLDecodeError:
        return False
    paths = list(_paths(table, ""))
    return all(any(f"{path}.".startswith(f"{one}.") for one in known) for path in paths)


def _paths(table: Mapping[str, object], above: str) -> Iterator[str]:
    """The dotted name of every value, and of every empty table."""
    for key, value in table.items():
        path = f"{above}.{key}" if above else key
        if isinstance(value, dict) and value:
            yield from _paths(value, path)
        else:
            yield path


def _start(body: bytes, heading: re.Match[bytes]) -> int:
    """Where a table begins: with the comments above its heading, but for those that open the
    region."""
    above = _LEADING.search(body, 0, heading.start())
    if above is None or above.start() == 0:
        return heading.start()
    return above.start()


def _name(heading: re.Match[bytes]) -> str:
    """A heading as a dotted name, without quotes and spaces."""
    return re.sub(r"[\"' \t]", "", heading.group(1).decode("utf-8", "replace"))
