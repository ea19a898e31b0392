"""The region of ours in a file that people own: where it is, and the file without it."""

import re

START, END = ">>> specgen", "<<< specgen"
_START, _END = re.compile(rf"{START}\b"), re.compile(rf"{END}\b")


def lines_of(text: str) -> list[str]:
    """The lines as editors count them: only a line feed ends one."""
    return text.replace("\r\n", "\n").split("\n")


def region(text: str) -> tuple[int, int]:
    """The first and last line of the region, counted from 1; (0, 0) where there is none."""
    begin = 0
    for number, line in enumerate(lines_of(text), start=1):
        if not begin and _START.search(line):
            begin = number
        elif begin and _END.search(line):
            return begin, number
    return 0, 0


def outside(text: str) -> str:
    """``text`` with the region's lines blank, so that all others keep their numbers."""
    begin, end = region(text)
    lines = lines_of(text)
    return "\n".join("" if begin <= n <= end else line for n, line in enumerate(lines, start=1))
