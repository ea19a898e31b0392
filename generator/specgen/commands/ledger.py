"""What several commands do with a ledger: read it, add a run to it, say what is wrong in it."""

import sys
from pathlib import Path

from specgen.evidence.model import Evidence
from specgen.history.folder import append, read_folder
from specgen.history.merge import merged
from specgen.history.model import History
from specgen.history.remember import remember


def known(folder: Path) -> History:
    """What is remembered in ``folder``; files that cannot be read are named on standard error."""
    history, wrong = read_folder(folder)
    for finding in wrong:
        print(f"{finding.place.path}: {finding.message}; {finding.tip}", file=sys.stderr)
    return history


def with_run(folder: Path, evidence: Evidence, *, root: Path) -> History:
    """What is remembered in ``folder`` once this run is, which it is from now on."""
    run = remember(evidence)
    before = known(folder)
    if not run.empty:
        path = append(folder, run)
        shown = path.relative_to(root) if path.is_relative_to(root) else path
        print(f"remembered in {shown}", file=sys.stderr)
    return merged((before, run))
