"""Tell what a build wrote from what a person changed, by the seals that stand in the text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from specgen.plan import SEAL, TOTALS, PlannedFile, seal_of, sealed

_WORD = "specgen-seal "
_HTML = {".md", ".html", ".htm", ".xml", ".svg"}
_NONE = {".json", ".jsonl", ".sarif", ".txt", ".csv"}  # no comments: edits cannot be told


def comment_for(path: PurePosixPath) -> str:
    """The one-line comment of ``path``'s file type, with ``{}`` for its text; empty if none."""
    if path.suffix in _NONE:
        return ""
    return "<!-- {} -->" if path.suffix in _HTML else "# {}"


def seal(planned: PlannedFile) -> PlannedFile:
    """``planned`` with a seal at its end, unless it has one or its type has no comments."""
    comment = comment_for(planned.path)
    if not comment or proven(planned.text):
        return planned
    text = planned.text if planned.text.endswith("\n") else planned.text + "\n"
    return replace(planned, text=sealed(text, comment))


def proven(text: str) -> bool:
    """Whether every line of ``text`` stands above a seal that holds; a build wrote such text."""
    start = 0
    for found in _seals(text):
        if seal_of(text[start : found.start()]) != found.group(1):
            return False
        start = found.end()
    return start > 0 and not text[start:].strip()


def _seals(text: str) -> Iterator[re.Match[str]]:
    """What ``SEAL`` finds, without trying it at every line of a large document."""
    at = text.find(_WORD)
    while at >= 0:
        found = SEAL.match(text, text.rfind("\n", 0, at) + 1)
        if found:
            yield found
        at = text.find(_WORD, found.end() if found else at + 1)


def in_conflict(text: str) -> bool:
    """Whether git left conflict markers in ``text``: either side is in the history."""
    return "\n<<<<<<< " in f"\n{text}" and "\n>>>>>>> " in text


def same_but_totals(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but the regions that hold totals."""
    return TOTALS.sub("", one) == TOTALS.sub("", other)
