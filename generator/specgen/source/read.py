"""Bytes become one located tree and everything that is wrong with them."""

from dataclasses import replace
from pathlib import PurePosixPath

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.source.compose import QUOTE_IT, Composer
from specgen.source.decode import decode
from specgen.source.events import Reader, c_events, default_events, is_narrower, pure_events
from specgen.source.lost_text import lost_text
from specgen.source.model import Node, Scalar, SourceFile
from specgen.source.prescan import prescan
from specgen.source.quotes import mended
from specgen.source.syntax import explain

_TOP = Span(1, 1, 1, 1)

Problems = tuple[Diagnostic, ...]


def read(
    path: PurePosixPath, data: bytes, *, events: Reader = default_events
) -> tuple[SourceFile, Problems]:
    """The tree of one YAML file with all of its problems, or with the first mistake in its syntax.

    ``path`` is relative to the repository root.  The tree stands beside most problems, so that
    later stages can add theirs; it is missing where the text is no YAML or beyond a bound.
    """
    text = decode(path, data)
    if isinstance(text, Diagnostic):
        return SourceFile(path, "", None), (text,)
    if refusals := prescan(path, text):
        return SourceFile(path, text, None), refusals
    root, problems = _tree(path, text, events)
    if root is None:
        return SourceFile(path, text, None), problems or (_empty(path),)
    if isinstance(root, Scalar) and root.value is None and not problems:
        return SourceFile(path, text, None), (_empty(path),)
    if problems:
        problems = tuple(_with_line(p, text, events) for p in problems)
    return SourceFile(path, text, root), (*problems, *dict.fromkeys(lost_text(path, text, root)))


def _tree(path: PurePosixPath, text: str, events: Reader) -> tuple[Node | None, Problems]:
    composer = Composer(path, events(text))
    try:
        root = composer.root()
    except (YAMLError, ValueError, OverflowError) as error:
        if events is c_events and isinstance(error, MarkedYAMLError) and is_narrower(text, error):
            return _tree(path, text, pure_events)
        return None, (*composer.problems, explain(path, text, error, events))
    return root, tuple(composer.problems)


def _with_line(problem: Diagnostic, text: str, events: Reader) -> Diagnostic:
    span = problem.place.span
    if span is None or not problem.tip.endswith(QUOTE_IT):
        return problem
    better = mended(text, span.line - 1, span.column - 1, events)
    return replace(problem, tip=f"{problem.tip}: {better}") if better else problem


def _empty(path: PurePosixPath) -> Diagnostic:
    tip = "write a key such as `module:`, or delete the file"
    message = "file declares nothing"
    return Diagnostic("empty-file", Severity.WARNING, Place(path, span=_TOP), message, tip)
