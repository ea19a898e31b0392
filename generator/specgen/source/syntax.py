"""A reader's error becomes a diagnostic that says what to do, at the place that matters."""

import re
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from specgen.diagnostics import Diagnostic, Place, Related, Severity, Span
from specgen.source.quotes import mended
from specgen.source.reading import Reading


@dataclass(frozen=True, slots=True)
class _Saying:
    """What we say where the reader's own words match ``pattern``.

    ``opens`` tells what stands at the reader's context mark; ``at_opening`` moves the address
    there, for mistakes that the reader only notices later.  ``as_text`` is the message where
    quotes around the value mend it; no quotes are tried if ``quotable`` is false.
    """

    pattern: str
    message: str
    tip: str
    opens: str = ""
    at_opening: bool = False
    as_text: str = ""
    quotable: bool = True


_QUOTE = "put the value into quotes"
_ALIGN = "align the line with its siblings"
_CLOSE = "add the closing quote"
_AFTER = "text after the end of the value"
_SAYINGS = (
    _Saying(
        "mapping values are not allowed",
        "`: ` where no key can stand",
        "align the key with its siblings, or put the value into quotes",
        as_text="`: ` inside a value",
    ),
    _Saying(
        "end of stream|document (?:indicator|separator)",
        "quoted text never ends",
        _CLOSE,
        at_opening=True,
        quotable=False,
    ),
    _Saying(
        r"expected ',' or '\]'",
        "`,` or `]` expected",
        "close the list, or put the item into quotes",
        opens="list",
    ),
    _Saying(
        r"expected ',' or '\}'",
        "`,` or `}` expected",
        "close the mapping, or put the value into quotes",
        opens="mapping",
    ),
    _Saying(
        "could not find expected ':'",
        "`:` expected after the key",
        "write `key: value`",
        at_opening=True,
    ),
    _Saying(
        "expected '-' indicator",
        "`- ` expected, as in the list above",
        _ALIGN,
        opens="list",
        as_text=_AFTER,
    ),
    _Saying(
        "expected key|expected <block end>",
        "line does not fit the block above it",
        _ALIGN,
        opens="block",
        as_text=_AFTER,
    ),
    _Saying(
        "sequence entries are not allowed",
        "`- ` inside a value",
        "put the list on lines of its own, or the value into quotes",
    ),
    _Saying("mapping keys are not allowed", "`? ` inside a value", _QUOTE),
    _Saying(
        "chomping or indentation|comment or line break",
        "text after `|` or `>`",
        _QUOTE,
        at_opening=True,
    ),
    _Saying("scanning an? (?:alias|anchor)", "no name after `*` or `&`", _QUOTE, at_opening=True),
    _Saying(
        "escape",
        "unknown escape in double quotes",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    _Saying(
        "expected (?:the )?node content",
        "value expected",
        "write the value, or delete the punctuation here",
        quotable=False,
    ),
    _Saying("expected '?<document start>", "text after the end of the document", _ALIGN),
    _Saying("unexpected ':'", "`:` inside a value of a list or mapping", _QUOTE),
)


# Beyond U+10FFFF; the pure reader fails on it with a bare ValueError.
_NO_CHARACTER = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")


def explain(reading: Reading, error: Exception) -> Diagnostic:
    """What is wrong with the text, by the error that its reader raised."""
    path, text = reading.path, reading.text
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if not isinstance(error, MarkedYAMLError) or mark is None:
        return _unmarked(reading, error)
    words = f"{error.context or ''}: {error.problem}"
    saying = next((s for s in _SAYINGS if re.search(s.pattern, words)), None)
    saying, opening = saying or _other(text, error), error.context_mark
    if opening is not None and (saying.at_opening or _is_end(text, mark)):
        mark = opening
    place = Place(path, span=_last(text) if _is_end(text, mark) else _span(mark))
    if saying.quotable and (mistake := _needs_quotes(reading, error)):
        better, hidden = mistake
        place = replace(place, span=hidden or place.span)
        message = "`#` starts a comment" if hidden else saying.as_text or saying.message
        return Diagnostic("needs-quotes", Severity.ERROR, place, message, f"write: {better}")
    related: tuple[Related, ...] = ()
    if saying.opens and opening is not None and opening is not mark:
        related = (Related(Place(path, span=_span(opening)), f"the {saying.opens} starts here"),)
    return Diagnostic("yaml-syntax", Severity.ERROR, place, saying.message, saying.tip, related)


def _other(text: str, error: MarkedYAMLError) -> _Saying:
    if "cannot start any token" not in str(error.problem):
        return _Saying("", error.problem or error.context, "", quotable=False)
    mark = error.problem_mark
    character = _line(text, mark.line)[mark.column : mark.column + 1]
    if character == "\t":
        return _Saying("", "tab before a value", "use spaces", quotable=False)
    name = "a backtick" if character == "`" else f"`{character}`"
    return _Saying("", f"a value cannot start with {name}", _QUOTE)


def _needs_quotes(reading: Reading, error: MarkedYAMLError) -> tuple[str, Span | None] | None:
    """The line that the reader stumbled over, mended, or one that a ``#`` cut short, and where."""
    mark, opening = error.problem_mark, error.context_mark
    if better := mended(reading, _span(mark)):
        return better, None
    if opening is None or opening.line == mark.line:
        return None
    column = _line(reading.text, opening.line).find(" #", opening.column) + 2
    span = Span(opening.line + 1, column, opening.line + 1, column + 1)
    if column > 1 and (better := mended(reading, span)):
        return better, span
    return None


def _unmarked(reading: Reading, error: Exception) -> Diagnostic:
    """Errors without a mark: characters and numbers that the pure reader cannot take."""
    offset = getattr(error, "position", 0)
    message, tip = "character that YAML refuses", "write it as an escape in double quotes"
    if huge := None if isinstance(error, YAMLError) else _NO_CHARACTER.search(reading.text):
        offset, message, tip = huge.start(), "escape of no character", ""
    before = reading.text[:offset]
    line, column = before.count("\n") + 1, offset - before.rfind("\n")
    place = Place(reading.path, span=Span(line, column, line, column + 1))
    return Diagnostic("yaml-syntax", Severity.ERROR, place, message, tip)


def _span(mark: Any) -> Span:
    line, column = mark.line + 1, mark.column + 1
    return Span(line, column, line, column + 1)


def _last(text: str) -> Span:
    """The last character: the C reader's marks at the end may stand on a line that is not there."""
    lines = text.rstrip().split("\n")
    return Span(len(lines), max(len(lines[-1]), 1), len(lines), len(lines[-1]) + 1)


def _line(text: str, line: int) -> str:
    return _from(text, line).split("\n", 1)[0]


def _is_end(text: str, mark: Any) -> bool:
    return not _from(text, mark.line)[mark.column :].strip()


def _from(text: str, line: int) -> str:
    """All of ``text`` from the start of ``line``, which counts from 0."""
    rest = text.split("\n", line)
    return rest[line] if line < len(rest) else ""
