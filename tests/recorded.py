"""Evidence that tests lay down by hand says which tree it is of, as real evidence does."""

import json
from collections.abc import Mapping
from pathlib import Path

from specgen.evidence.inputs import inputs_of
from specgen.evidence.load import foreign_below
from specgen.evidence.stamps import write_stamp


def of_this_tree(root: Path, folder: Path) -> None:
    """Have all evidence below ``folder`` say that it was made from ``root`` as it stands: for
    tests that judge what ran once by many specs, as if it had run with each of them."""
    inputs = inputs_of(root, without=[folder])
    made = {"commit": inputs.commit, "tree": inputs.tree, "parts": inputs.parts}
    for path in folder.rglob("*.jsonl"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(_of(line, made) for line in lines), "utf-8")
    foreign = foreign_below([folder])
    if foreign:
        write_stamp(folder, foreign, inputs=inputs)


def _of(line: str, made: Mapping[str, object]) -> str:
    """A line of records; what begins a session names the tree."""
    is_start = line.startswith('{"kind":"session"') and line.endswith("}\n")
    return (
        json.dumps({**json.loads(line), **made}, separators=(",", ":")) + "\n" if is_start else line
    )
