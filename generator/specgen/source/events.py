"""Text becomes a stream of YAML events, by the C reader if there is one, else by the pure one."""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import Event

from specgen.diagnostics import Diagnostic, Place, Severity

Reader = Callable[[str], Iterator[Event]]

# The C reader follows YAML 1.1 here: it refuses `[a::b]` and `[why?]`, which 1.2 allows.
_NARROWER = (
    "found unexpected ':'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
)


def pure_events(text: str) -> Iterator[Event]:
    """The events of ``text`` by the reader written in Python, about 13 times slower.

    Raises:
        YAMLError: ``text`` is not YAML; the events before the mistake have been yielded.
    """
    return iter(YAML(typ="safe", pure=True).parse(text))


def c_events(text: str) -> Iterator[Event]:
    """The events of ``text`` by the C reader.

    Raises:
        YAMLError: ``text`` is not YAML; the events before the mistake have been yielded.
    """
    parser: Any = import_module("_ruamel_yaml").CParser(text)
    return iter(parser.get_event, None)


def is_narrower(text: str, error: Exception) -> bool:
    """Whether the C reader may have refused what YAML 1.2 allows, so that the pure one must say."""
    if not isinstance(error, MarkedYAMLError) or error.problem not in _NARROWER:
        return False
    mark = error.problem_mark
    lines = text.split("\n", mark.line + 1)
    return mark.line < len(lines) and lines[mark.line][mark.column : mark.column + 1] in (":", "?")


HAS_C = find_spec("_ruamel_yaml") is not None
default_events: Reader = c_events if HAS_C else pure_events


def slow_reader(root: PurePosixPath, *, has_c: bool = HAS_C) -> tuple[Diagnostic, ...]:
    """One note for a whole run where the C reader is missing; ``root`` is the specs folder."""
    if has_c:
        return ()
    tip = "pip install ruamel.yaml.clib"
    message = "the C module of ruamel.yaml is missing; reading is about 13 times slower"
    return (Diagnostic("slow-yaml-reader", Severity.NOTE, Place(root), message, tip),)
