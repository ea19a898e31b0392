"""What `specgen init`, and `specgen gaps` where there are no specs, share."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from specgen.adopt.model import Draft
from specgen.adoption import draft_new, draft_tree, infer_tree, write_draft
from specgen.commands import compiling, console, holding
from specgen.compilation import Compilation
from specgen.diagnostics import Severity
from specgen.pipeline import compile_tree
from specgen.plan import PlannedFile


@dataclass(frozen=True, slots=True)
class Drafted:
    """What to print where, and how to exit."""

    text: str
    complaints: str = ""
    exit_code: int = 0


def drafted(chosen: Namespace) -> Drafted:
    """Draft the specs that the options mean, or what is new since, and write them unless dry."""
    root = console.repository_of(chosen)
    hold = holding.reading if chosen.dry_run else holding.writing
    with hold(root, chosen):
        return _drafted(root, dry=chosen.dry_run)


def _drafted(root: Path, *, dry: bool) -> Drafted:
    show = console.progress_to_stderr()
    begun = console.has_specs(root)
    if begun:
        compilation = compile_tree(root, progress=show)
        show("")
        wrong = compiling.errors(compilation)
        if wrong:
            return Drafted("", compiling.rendered(wrong, "text", error=True), 2)
        found = draft_new(compilation)
    else:
        found = draft_tree(root, progress=show)
        show("")
        _refuse_empty(root, found)
    if dry:
        return Drafted(_shown(found.files) + _words(found, begun=begun, would="would be "))
    refused = compiling.located(_nothing(root), write_draft(root, found.files))
    text = "" if refused else _words(found, begun=begun)
    return Drafted(
        text, compiling.rendered(refused, "text", error=True), compiling.exit_code(refused)
    )


def compiled_or_inferred(chosen: Namespace) -> Compilation:
    """The compilation of the specs that are there, or else of those that `init` would draft."""
    root = console.repository_of(chosen)
    with holding.reading(root, chosen):
        if console.has_specs(root):
            return compiling.compiled(chosen)
    compilation = inferred(root)
    print(
        "specgen: there are no specs here; this is what `specgen init` would begin with, and"
        " nothing was written",
        file=sys.stderr,
    )
    sys.stderr.write(unread(compilation))
    return compilation


def unread(compilation: Compilation) -> str:
    """What could not be read or is wrong in a repository without specs, as text."""
    found = [d for d in compilation.diagnostics if d.severity is Severity.FINDING]
    return compiling.rendered(compiling.located(compilation, found), "text", error=True)


def inferred(root: Path) -> Compilation:
    """The compilation of the specs that ``root`` would begin with; nothing is written."""
    show = console.progress_to_stderr()
    found, compilation = infer_tree(root, progress=show)
    show("")
    _refuse_empty(root, found)
    return compilation


def _refuse_empty(root: Path, found: Draft) -> None:
    if not any(file.path.parts[1] == "modules" for file in found.files):
        raise console.NoSpecs(
            f"found no Python code below {root}; go to the repository, or name it with --root"
        )


def _nothing(root: Path) -> Compilation:
    return Compilation(root, {}, (), (), ())


def _shown(files: Iterable[PlannedFile]) -> str:
    return "".join(f"# --- {file.path}\n{file.text}\n" for file in files)


def _words(found: Draft, *, begun: bool, would: str = "") -> str:
    lines = [f"{would}created {file.path}" for file in found.files]
    if begun and not found.files:
        lines.append("nothing new: every module with anything in it has a spec")
    lines += found.notes
    if found.files and not would:
        lines.append("next: `specgen build`, then `specgen gaps`")
    return "\n".join([*lines, ""])
