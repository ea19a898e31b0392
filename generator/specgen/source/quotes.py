"""How a line should be written where YAML reads its text as something else."""

import re
from collections.abc import Iterator
from itertools import islice

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from specgen.diagnostics import Span
from specgen.source.events import Reader
from specgen.source.reading import Reading

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


def rewritten(line: str, part: slice) -> str:
    """``line`` with ``part`` of it in quotes."""
    return line[: part.start] + quoted(line[part]) + line[part.stop :]


def mended(reading: Reading, span: Span) -> str:
    """The line where ``span`` starts with the value there in quotes, if that makes it YAML.

    Empty where no value on the line does, and in texts too long to try several readings of.
    """
    lines = reading.text.replace("\r\n", "\n").split("\n")
    number, column = span.line - 1, span.column - 1
    if len(reading.text) > MAX_TEXT or number >= len(lines):
        return ""
    for part in islice(_candidates(lines[number], column), _MAX_TRIES):
        fixed = rewritten(lines[number], part)
        if _is_yaml([*lines[:number], fixed, *lines[number + 1 :]], number, events=reading.events):
            return fixed.strip()
    return ""


def _candidates(line: str, column: int) -> Iterator[slice]:
    """Where a value that ``column`` is part of may start and end, the shortest first."""
    starts = [m.end() for m in _START.finditer(line) if m.end() <= column]
    ends = [m.start() for m in _END.finditer(line) if m.start() >= column]
    for start in reversed(starts):
        for end in ends:
            value = line[start:end].rstrip()
            if value and _is_balanced(value):
                yield slice(start, start + len(value))


def _is_yaml(lines: list[str], number: int, *, events: Reader) -> bool:
    """Whether the text is YAML now, or at least beyond a line that closes what it opens."""
    try:
        for _ in events("\n".join(lines)):
            pass
    except MarkedYAMLError as error:
        is_later = error.problem_mark is not None and error.problem_mark.line > number
        return is_later and _is_balanced(lines[number])
    except (YAMLError, ValueError, OverflowError):
        return False
    return True


def _is_balanced(text: str) -> bool:
    bare = _COMMENT.sub("", _QUOTED.sub("", text))
    return all(bare.count(a) == bare.count(b) for a, b in ("[]", "{}"))
