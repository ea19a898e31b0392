"""What loaders share: findings with a place, JSON that may be anything, paths in one form."""

import codecs
import json
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.evidence.model_inputs import Inputs

LIMIT = 512 * 1024 * 1024  # bytes of one file
MANY = 20  # findings of one file
_HEAVY = 2 << 30  # bytes of memory that a value may take
_CONTAINER, _MEMBER = 200, 60  # bytes that one takes, about: an object or list, what is in it
RULE = "evidence-unreadable"
_TIP = "run what wrote it again; what else was given is still judged"


def unreadable(name: str, message: str, *, line: int = 1, column: int = 1) -> Diagnostic:
    """The finding that a file, or the rest of it, cannot be read."""
    span = Span(line, column, line, column + 1)
    place = Place(PurePosixPath(posix(name)), span=span)
    return Diagnostic(RULE, Severity.FINDING, place, message, _TIP)


def posix(path: object) -> str:
    """``path`` with forward slashes and without a leading ``./``.

    Raises ``ValueError`` where it is not a text: columns of a database may hold anything.
    """
    if not isinstance(path, str):
        raise ValueError("a name is not a text")
    return path.replace("\\", "/").removeprefix("./") or "."


def refused(path: Path, name: str) -> Diagnostic | None:
    """Why a file is not read at all: one that is none could hold a reader up for ever."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return unreadable(name, "not a regular file")
    if status.st_size > LIMIT:
        return unreadable(name, f"larger than {LIMIT >> 20} MB")
    return None


def read_json(path: Path, name: str) -> object | Diagnostic:
    """The value of a JSON file, or why it has none."""
    said = refused(path, name)
    if said is not None:
        return said
    data = path.read_bytes()
    if is_heavy(data):
        return unreadable(name, f"holds more values than fit into {_HEAVY >> 30} GB of memory")
    try:
        found: object = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return unreadable(name, f"not UTF-8 at byte {error.start}")
    except json.JSONDecodeError as error:
        return unreadable(name, f"not JSON: {error.msg.lower()}", line=error.lineno,
                          column=error.colno)  # fmt: skip
    except (RecursionError, ValueError):
        return unreadable(name, "nested too deeply or a number too long")
    return found


def is_heavy(data: bytes) -> bool:
    """Whether JSON would take more memory than any report does: ``[],`` takes thirty times its
    size."""
    if len(data) * _CONTAINER < _HEAVY:  # spares small ones the counting
        return False
    containers = data.count(b"{") + data.count(b"[")
    return containers * _CONTAINER + data.count(b",") * _MEMBER > _HEAVY


def is_object(head: bytes) -> bool:
    """Whether a file that begins so is one JSON object, as far as its first bytes tell."""
    return head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")


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
    """``value`` if it is a string, else nothing.  Half a character becomes a question mark: no
    terminal and no file takes it."""
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def texts(value: object) -> tuple[str, ...]:
    """The strings among the members of a list."""
    return tuple(text(each) for each in rows(value) if isinstance(each, str))


def number(value: object) -> float:
    """``value`` if it is a finite number, else 0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if abs(value) < 1e300 else 0.0


def figure(value: object) -> float | None:
    """``value`` if it is what can be measured: a finite number that is not negative.

    What is none must not be taken for 0, which is within every limit.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < 1e300 else None


def whole(value: object) -> int:
    """``value`` if it is a whole number, else 0."""
    return int(number(value))


def lines(value: object) -> frozenset[int]:
    """The line numbers in a list."""
    return frozenset(each for each in rows(value) if isinstance(each, int) and each > 0)


def inputs_in(found: Mapping[str, object]) -> Inputs:
    """What a session or a stamp says that it was made from."""
    parts = {text(name): text(digest) for name, digest in table(found.get("parts")).items()}
    return Inputs(text(found.get("tree")), parts, text(found.get("commit")))
