"""Loads what our plugin notes of the tests that it follows: one JSON object per line."""

import json
from pathlib import Path

from specgen.diagnostics import Diagnostic
from specgen.evidence.model import Loaded
from specgen.evidence.model_loader import Loader
from specgen.evidence.model_traces import Followed
from specgen.evidence.reading import MANY, table, text, texts, unreadable

SUFFIX = ".traced"


def load_followed(path: Path, name: str) -> Loaded:
    """The tests of one file.  A last line that was cut off is what a killed run leaves."""
    found: dict[str, Followed] = {}
    wrong: list[Diagnostic] = []
    with path.open("rb") as stream:
        for count, line in enumerate(stream, 1):
            new = _note(line)
            if new is not None:
                found[new.node_id] = found.get(new.node_id, new).plus(new)
            elif line.endswith(b"\n"):
                wrong.append(unreadable(name, "not a note of a test", line=count))
    return Loaded(followed=tuple(found.values()), findings=tuple(wrong[:MANY]))


def _note(line: bytes) -> Followed | None:
    try:
        entry = table(json.loads(line))
    except (ValueError, RecursionError):
        return None
    node_id, fixtures = text(entry.get("id")), frozenset(texts(entry.get("fixtures")))
    return Followed(node_id, fixtures, entry.get("processes") is True) if node_id else None


FOLLOWED = Loader("followed", lambda _, name: name.endswith(SUFFIX), load_followed, (f"*{SUFFIX}",))
