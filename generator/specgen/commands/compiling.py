"""What the commands that compile share: compile, locate what was said, print it."""

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from specgen.commands import console, holding, styling
from specgen.compilation import Compilation
from specgen.configure.registry import paths
from specgen.diagnostics import EXIT_CODES, Diagnostic, Place, Severity, Span
from specgen.disk.model import Action, Cause
from specgen.pipeline import as_on_disk, compile_tree, drift_of, locate_in, write_tree
from specgen.report.formats import FORMATS
from specgen.report.model import Located, LocatedDiagnostic, LocatedPlace, in_order
from specgen.repository.look import WATCHED
from specgen.spelling import suggestion

__all__ = ["in_order", "write_tree"]
_START = Span(1, 1, 1, 1)
_TOTALS = "drift-totals"
_DONE = {
    Action.CREATE: "created",
    Action.UPDATE: "updated",
    Action.DELETE: "deleted",
    Action.MOVE: "moved",
}


def compiled(chosen: Namespace, *, force: bool = False, as_it_stands: bool = False) -> Compilation:
    """Compile the tree that the options name, showing each step on a terminal.

    No build writes meanwhile.  With ``as_it_stands`` every test is read, generated ones too.
    """
    show, root = console.progress_to_stderr(), console.root_of(chosen)
    with holding.reading(root, chosen):
        compilation = compile_tree(root, only=chosen.project, force=force, progress=show)
        if as_it_stands:
            compilation = as_on_disk(compilation)
    show("")
    if chosen.project and not compilation.projects:
        tip = suggestion(chosen.project, compilation.names) or ", ".join(compilation.names)
        raise console.NoSpecs(f"no project is called `{chosen.project}`; {tip}")
    return compilation


def said_by_build(compilation: Compilation) -> Located:
    """What compiling said, and what a build leaves alone."""
    projects = () if compilation.failed else compilation.projects
    left = (d for project in projects for d in project.outcome.findings)
    return located(compilation, (*compilation.diagnostics, *left))


def said_by_check(compilation: Compilation, *, strict_totals: bool) -> Located:
    """What compiling said, and every drift, if the specs are valid and so can be built."""
    drift = () if compilation.failed else drift_of(compilation)
    if strict_totals:
        drift = tuple(
            replace(d, severity=Severity.FINDING) if d.rule == _TOTALS else d for d in drift
        )
    return located(compilation, (*compilation.diagnostics, *drift))


def located(compilation: Compilation, diagnostics: Iterable[Diagnostic]) -> Located:
    """Diagnostics with their spans and source lines, sorted, each once."""
    return in_order(_located(compilation, each) for each in diagnostics)


def _located(compilation: Compilation, diagnostic: Diagnostic) -> LocatedDiagnostic:
    span, lines = looked_up(compilation, diagnostic.place)
    related = tuple(
        LocatedPlace(r.place.path, *looked_up(compilation, r.place), r.message)
        for r in diagnostic.related
    )
    return LocatedDiagnostic(diagnostic, span, lines, related)


def looked_up(compilation: Compilation, place: Place) -> tuple[Span, tuple[str, ...]]:
    """Where ``place`` is, and the source lines that it covers (none of files that are no spec)."""
    file = compilation.files.get(place.path)
    if file is None:
        return place.span or _START, ()
    span = locate_in(place, file)
    return span, tuple(file.text.split("\n")[span.line - 1 : span.end_line])


def rendered(said: Located, name: str, *, error: bool = False) -> str:
    """The text of ``said`` in the format called ``name``, for a terminal where it goes to one."""
    style = styling.style_of(2 if error else 1)
    return next(f for f in FORMATS if f.name == name).render(said, style)


def exit_code(said: Located) -> int:
    """What the worst diagnostic makes of the command."""
    return max((EXIT_CODES[each.diagnostic.severity] for each in said), default=0)


def errors(compilation: Compilation) -> Located:
    """What makes the specs invalid."""
    wrong = (d for d in compilation.diagnostics if d.severity is Severity.ERROR)
    return located(compilation, wrong)


def operations_as_text(compilation: Compilation, *, dry: bool) -> str:
    """One line per file that a build changes, and how many these are."""
    every = sorted(
        (op for project in compilation.projects for op in project.outcome.operations),
        key=lambda op: op.path,
    )
    shown = [op for op in every if op.cause is not Cause.TIDY]
    would = "would be " if dry else ""
    lines = [f"{would}{_DONE[op.action]} {op.path}" for op in shown]
    files = f"{len(shown)} file{'s' * (len(shown) != 1)}" if shown else "nothing"
    return "\n".join([*lines, f"{files} {would}changed", ""])


def watched(compilation: Compilation) -> tuple[str, ...]:
    """The folders and files that compiling read, relative to the root."""
    found = {"specs", *WATCHED}
    for project in compilation.projects:
        settings = project.program.project
        found.update(map(str, paths(project.program)))
        outputs, source = settings.outputs, settings.source
        found.update(map(str, (outputs.tests, outputs.documents, outputs.lock)))
        if not source.elsewhere:
            package = PurePosixPath(source.root, *source.package.split("."))
            found.update((str(package), f"{package}.py", *map(str, source.tests)))
    return tuple(found)
