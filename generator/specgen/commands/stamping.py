"""What `specgen stamp` does: find the evidence of other tools, and write the stamp beside it."""

import sys
from argparse import Namespace
from pathlib import Path

from specgen.commands import console
from specgen.evidence.inputs import inputs_of
from specgen.evidence.load import foreign_below
from specgen.evidence.stamps import STAMP, write_stamp


def stamp(chosen: Namespace) -> int:
    """Stamp a folder; 1 where nothing in it needs it.

    Raises:
        NoSpecs: there is no such folder, or no repository with specs.
    """
    root = console.root_of(chosen)
    folder: Path = chosen.folder.resolve()
    if not folder.is_dir():
        raise console.NoSpecs(f"there is no folder {chosen.folder}")
    files = foreign_below([folder])
    if not files:
        print(f"nothing to stamp in {chosen.folder}: no evidence of other tools", file=sys.stderr)
        return 1
    inputs = inputs_of(root, without=[folder])
    named = write_stamp(folder, files, inputs=inputs)
    print(f"stamped {len(named)} of tree {inputs.shown}: {chosen.folder / STAMP}")
    return 0
