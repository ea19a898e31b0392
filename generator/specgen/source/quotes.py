"""How a line should be written where YAML reads its text as something else."""

import re
from collections.abc import Iterator
from itertools import islice

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from specgen.source.events import Reader

MAX_TEXT = 65_536
_MAX_TRIES = 12

_START = re.compile(r"(?:[:?,-] +|[\[{] *)")
_END = re.compile(r"[,\]}]| #|$")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_COMMENT = re.compile(r"(?:^| )#.*")


def quoted(text: str) -> str:
    """``text`` as a quoted scalar: double quotes unless it holds some, or a backslash."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    return f'"{text}"' if not re.search(r'["\\]', text) else "'" + text.replace("'", "''") + "'"


def rewritten(line: str, start: int, end: int) -> str:
    """``line`` without indentation and with the text from ``start`` to ``end`` in quotes."""
    return (line[:start] + quoted(line[start:end]) + line[end:]).strip()


def mended(text: str, line: int, column: int, events: Reader) -> str:
    """The line (counted from 0) with the value around ``column`` quoted, if that makes it YAML.

    Empty where no value on the line does, and in texts too long to try several readings of.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    if len(text) > MAX_TEXT or line >= len(lines):
        return ""
    for start, end in islice(_candidates(lines[line], column), _MAX_TRIES):
        fixed = lines[line][:start] + quoted(lines[line][start:end]) + lines[line][end:]
        if _is_yaml([*lines[:line], fixed, *lines[line + 1 :]], line, events):
            return fixed.strip()
    return ""


def _candidates(line: str, column: int) -> Iterator[tuple[int, int]]:
    """Where a value that ``column`` is part of may start and end, the shortest first."""
    starts = [m.end() for m in _START.finditer(line) if m.end() <= column]
    ends = [m.start() for m in _END.finditer(line) if m.start() >= column]
    for start in reversed(starts):
        for end in ends:
            value = line[start:end].rstrip()
            if value and _is_balanced(value):
                yield start, start + len(value)


def _is_yaml(lines: list[str], line: int, events: Reader) -> bool:
    """Whether the text is YAML now, or at least beyond ``line``, which closes what it opens."""
    try:
        for _ in events("\n".join(lines)):
            pass
    except MarkedYAMLError as error:
        is_later = error.problem_mark is not None and error.problem_mark.line > line
        return is_later and _is_balanced(lines[line])
    except (YAMLError, ValueError):
        return False
    return True


def _is_balanced(text: str) -> bool:
    bare = _COMMENT.sub("", _QUOTED.sub("", text))
    return all(bare.count(a) == bare.count(b) for a, b in ("[]", "{}"))
