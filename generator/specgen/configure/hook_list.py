"""Finds where a further repository goes in a pre-commit configuration, reading line by line."""

import re
from dataclasses import dataclass

from specgen.configure.regions import lines_of

_REPOS = re.compile(r"""(["']?)repos\1\s*:(?P<rest>.*)""")
_KEY = re.compile(r"""["'\w][^#]*:(\s|$)""")
_NOTE = re.compile(r"\s*(#.*)?$")


@dataclass(frozen=True, slots=True)
class Home:
    """Where a list item goes: below ``line``, 0 for the end, behind ``indent``.

    The list stands between the lines ``first`` and ``end``; ``heads`` says that there is none yet.
    """

    line: int
    indent: str
    first: int = 0
    end: int = 0
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Why nothing can be put into the file, and the line that shows it."""

    line: int
    why: str


def home_in(text: str) -> Home | Gap:
    """Where the next item of the list ``repos`` goes in ``text``."""
    lines = lines_of(text)
    content = [n for n, line in enumerate(lines) if not _NOTE.match(line)]
    marks = [n for n in content if lines[n].startswith(("---", "..."))]
    if any(lines[n].startswith("...") or n != content[0] for n in marks):
        return Gap(marks[-1] + 1, "it holds more than one document")
    found = [n for n in content if _REPOS.match(lines[n])]
    if found:
        return _after(lines, start=found[0], content=content)
    said = [n for n in content if n not in marks]
    if said and not _KEY.match(lines[said[0]]):
        return Gap(said[0] + 1, "it is no mapping with the key `repos`")
    return Home(0, "", heads=True)


def _after(lines: list[str], *, start: int, content: list[int]) -> Home | Gap:
    """The end of the list whose heading is line ``start``."""
    rest = (_REPOS.match(lines[start]) or {"rest": ""})["rest"]
    if not _NOTE.match(rest):
        return Gap(start + 1, "`repos` is not written as a list of lines")
    below = [n for n in content if n > start]
    end = next((n for n in below if _KEY.match(lines[n])), len(lines))
    if not below or below[0] == end:
        return Home(start + 1, "  ", start + 1, end + 1)
    first = lines[below[0]]
    indent = first[: -len(first.lstrip())]
    if not first.lstrip().startswith("- "):
        return Gap(below[0] + 1, "`repos` holds no list")
    stray = [n for n in below if n < end and not lines[n].startswith((f"{indent} ", f"{indent}-"))]
    if stray:
        return Gap(stray[0] + 1, "nobody can tell where the list `repos` ends")
    inside = (n for n in range(start + 1, end) if lines[n].startswith((f"{indent} ", f"{indent}-")))
    last = max(n for n in inside if lines[n].strip())
    return Home(last + 1, indent, start + 1, end + 1)
