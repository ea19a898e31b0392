"""What loaders share: findings with a place, JSON that may be anything, paths in one form."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity, Span

LIMIT = 512 * 1024 * 1024  # bytes of one file
RULE = "evidence-unreadable"
_TIP = "run what wrote it again; what else was given is still judged"


def unreadable(name: str, message: str, *, line: int = 1, column: int = 1) -> Diagnostic:
    """The finding that a file, or the rest of it, cannot be read."""
    span = Span(line, column, line, column + 1)
    place = Place(PurePosixPath(posix(name)), span=span)
    return Diagnostic(RULE, Severity.FINDING, place, message, _TIP)


def posix(path: str) -> str:
    """``path`` with forward slashes and without a leading ``./``."""
    return path.replace("\\", "/").removeprefix("./") or "."


def read_json(path: Path, name: str) -> object | Diagnostic:
    """The value of a JSON file, or why it has none."""
    if path.stat().st_size > LIMIT:
        return unreadable(name, f"larger than {LIMIT >> 20} MB")
    try:
        found: object = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return unreadable(name, f"not UTF-8 at byte {error.start}")
    except json.JSONDecodeError as error:
        return unreadable(name, f"not JSON: {error.msg.lower()}", line=error.lineno,
                          column=error.colno)  # fmt: skip
    except (RecursionError, ValueError):
        return unreadable(name, "nested too deeply or a number too long")
    return found


def cut_off(path: Path) -> bool:
    """Whether a database of SQLite is shorter than its head says: it opens such a one, and misses
    what stood in the last pages only where it looks for them."""
    with path.open("rb") as stream:
        head = stream.read(32)
    size = int.from_bytes(head[16:18], "big")  # of a page; 1 means 65,536
    pages = int.from_bytes(head[28:32], "big")
    return path.stat().st_size < (65536 if size == 1 else size) * pages


def table(value: object) -> Mapping[str, object]:
    """``value`` if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> Iterator[object]:
    """The members of ``value`` if it is a list."""
    return iter(value if isinstance(value, list) else ())


def text(value: object) -> str:
    """``value`` if it is a string, else nothing."""
    return value if isinstance(value, str) else ""


def texts(value: object) -> tuple[str, ...]:
    """The strings among the members of a list."""
    return tuple(each for each in rows(value) if isinstance(each, str))


def number(value: object) -> float:
    """``value`` if it is a finite number, else 0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if abs(value) < 1e300 else 0.0


def whole(value: object) -> int:
    """``value`` if it is a whole number, else 0."""
    return int(number(value))


def lines(value: object) -> frozenset[int]:
    """The line numbers in a list."""
    return frozenset(each for each in rows(value) if isinstance(each, int) and each > 0)
