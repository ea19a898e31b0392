"""The drafting of specs on one screen: the pipeline of repositories that have none, or too few."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from specgen.adopt.draft import draft, draft_more
from specgen.adopt.model import Draft, Evidence, Known
from specgen.compilation import Compilation, Compiled
from specgen.diagnostics import Diagnostic
from specgen.disk.model import Action, Cause, Operation
from specgen.disk.write import write
from specgen.pipeline import Drafted, Progress, compile_tree
from specgen.plan import PlannedFile
from specgen.repository.look import look, look_closer
from specgen.source.find import FOLDER
from specgen.stocktaking import BUILT_IN, Readers, inventory_of, layout_of, surface_of, tree_of


def evidence_of(
    root: Path, *, readers: Readers | None = None, progress: Progress = lambda _: None
) -> Evidence:
    """What a draft of specs for ``root`` is drawn from; nothing is imported or run."""
    readers = readers or Readers.of(root)
    progress("reading the configuration and the history")
    repository = look_closer(root, look(root, tree_of))
    progress("reading the code")
    surface = surface_of(repository.packaging, readers)
    progress("reading the tests")
    inventory = inventory_of(readers, layout_of(repository), surface=surface)
    return Evidence(repository, surface, inventory, BUILT_IN)


def draft_tree(root: Path, *, progress: Progress = lambda _: None) -> Draft:
    """The specs that a repository without any would begin with."""
    return draft(evidence_of(root, progress=progress))


def infer_tree(root: Path, *, progress: Progress = lambda _: None) -> tuple[Draft, Compilation]:
    """The specs that ``root`` would begin with, and their compilation; nothing is written.

    Each file is read once for both.
    """
    readers = Readers.of(root)
    found = draft(evidence_of(root, readers=readers, progress=progress))
    drafted = Drafted(found.files, readers)
    return found, compile_tree(root, drafted=drafted, progress=progress)


def draft_new(compilation: Compilation) -> Draft:
    """Spec files for what the specs of each project do not know yet."""
    root, texts = compilation.root, {p: f.text for p, f in compilation.files.items()}
    repository = look_closer(root, look(root, tree_of))
    drafts = [
        draft_more(Evidence(repository, one.surface, one.inventory, {}), _known(one, texts))
        for one in compilation.projects
    ]
    files = tuple(file for found in drafts for file in found.files)
    return Draft(files, tuple(note for found in drafts for note in found.notes))


def _known(one: Compiled, texts: dict[PurePosixPath, str]) -> Known:
    program = one.program
    excused = [w.target for w in program.waivers if w.allow in ("skip", "xfail")]
    excused += [pattern for skip in program.skips for pattern in skip.tests]
    return Known(
        folder=program.project.folder,
        modules=frozenset(m.name for m in program.modules),
        tiers=tuple(t.name for t in program.tiers),
        excused=tuple(excused),
        text="\n".join(texts.values()),
        paths=frozenset(texts),
    )


def write_draft(root: Path, files: Iterable[PlannedFile]) -> tuple[Diagnostic, ...]:
    """Write spec files where nothing stands; returns what could not be written."""
    new = (Operation(Action.CREATE, file.path, Cause.MISSING, file.text.encode()) for file in files)
    return write(root, tuple(new), roots=(PurePosixPath(FOLDER),))
