"""Bytes become one located tree and everything that is wrong with them."""

from dataclasses import replace
from pathlib import PurePosixPath

from ruamel.yaml.error import YAMLError

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.source.compose import QUOTE_IT, Composer
from specgen.source.decode import decode
from specgen.source.events import Reader, c_events, default_events, is_narrower, pure_events
from specgen.source.lost_text import lost_text
from specgen.source.model import Node, Scalar, SourceFile
from specgen.source.prescan import prescan
from specgen.source.quotes import mended
from specgen.source.reading import Reading
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
    reading = Reading(path, text, events)
    root, problems = _tree(reading)
    file = SourceFile(path, text, root)
    if not problems and _declares_nothing(root):
        return replace(file, root=None), (_empty(path),)
    mended_problems = (_with_line(reading, problem) for problem in problems)
    return file, (*mended_problems, *dict.fromkeys(lost_text(file)))


def _tree(reading: Reading) -> tuple[Node | None, Problems]:
    composer = Composer(reading.path, reading.events(reading.text))
    try:
        root = composer.root()
    except (YAMLError, ValueError, OverflowError) as error:
        if reading.events is c_events and is_narrower(reading.text, error):
            return _tree(replace(reading, events=pure_events))
        return None, (*composer.problems, explain(reading, error))
    return root, tuple(composer.problems)


def _declares_nothing(root: Node | None) -> bool:
    return root is None or (isinstance(root, Scalar) and root.value is None)


def _with_line(reading: Reading, problem: Diagnostic) -> Diagnostic:
    """``problem`` with the line as it should be, where its tip is to use quotes."""
    span = problem.place.span
    if span is None or not problem.tip.endswith(QUOTE_IT):
        return problem
    better = mended(reading, span)
    return replace(problem, tip=f"{problem.tip}: {better}") if better else problem


def _empty(path: PurePosixPath) -> Diagnostic:
    tip = "write a key such as `module:`, or delete the file"
    message = "file declares nothing"
    return Diagnostic("empty-file", Severity.WARNING, Place(path, span=_TOP), message, tip)
