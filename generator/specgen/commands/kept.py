"""Where evidence and baselines are kept, for the commands that write and those that read them."""

from pathlib import Path

from specgen import state_folder
from specgen.compilation import Compiled
from specgen.evidence.inputs import inputs_of
from specgen.evidence.model_baseline import BASELINE
from specgen.evidence.model_inputs import Inputs
from specgen.runner.tree import tracked_hash, tree_hash

EVIDENCE = "evidence"
_SHOWN = 16  # digits of a tree's hash in the name of its folder


def evidence_folder(root: Path, project: Compiled, *, inputs: Inputs | None = None) -> Path:
    """Where records of what the tree was made of, as it stands or at ``inputs``, are kept.

    Raises:
        OSError: a link stands on the way, which nothing follows.
    """
    settings = project.program.project
    tree = (inputs or inputs_of(root)).tree[:_SHOWN]
    names = (EVIDENCE, tree, settings.name) if settings.many else (EVIDENCE, tree)
    return Path(state_folder.path_to(root, *names))


def tree_of(root: Path, project: Compiled, *, records: Path | None = None) -> str:
    """The hash of the tree; documents, the baseline and the ledger are no part of it.

    Nor are ``records``, the folder that evidence is written to: what a type leaves there must not
    give the next one another tree.
    """
    return tree_hash(root, without=_apart(root, project, records=records))


def tracked_of(root: Path, project: Compiled, *, records: Path | None = None) -> str:
    """The hash of what git tracks of it."""
    return tracked_hash(root, without=_apart(root, project, records=records))


def _apart(root: Path, project: Compiled, *, records: Path | None) -> tuple[str, ...]:
    settings = project.program.project
    kept = [".specgen", str(settings.outputs.documents), f"{settings.folder}/{BASELINE}"]
    if records is not None and records.resolve().is_relative_to(root):
        kept.append(records.resolve().relative_to(root).as_posix())
    return (*kept, str(settings.history.folder))


def history_folder(root: Path, project: Compiled, *, named: Path | None = None) -> Path:
    """The ledger of one project: in ``named``, or where its specs say."""
    settings = project.program.project
    top = named if named is not None else root / settings.history.folder
    return top / (settings.name if settings.many else "")
