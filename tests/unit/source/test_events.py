"""Which reader reads, and what is said where the fast one is missing."""

from pathlib import PurePosixPath

import pytest
from ruamel.yaml.error import YAMLError

from specgen.diagnostics import Severity
from specgen.source.events import (
    Reader,
    c_events,
    default_events,
    is_narrower,
    pure_events,
    slow_reader,
)

ROOT = PurePosixPath("specs")


def test_the_fast_reader_is_the_default() -> None:
    assert default_events is c_events
    assert slow_reader(ROOT) == ()


def test_one_note_where_the_fast_reader_is_missing() -> None:
    (note,) = slow_reader(ROOT, has_c=False)
    assert note.severity is Severity.NOTE
    assert note.place.path == ROOT
    assert "ruamel.yaml.clib" in note.tip


@pytest.mark.parametrize(
    ("text", "narrower"),
    [
        ("[a::b]", True),
        ("[a?]", True),
        ("{a: b::c}", True),
        ("[a b: c: d]", True),
        ("[a\nb: c", True),
        ("[a}", False),
        ("a: 'b", False),
        ("[", False),
    ],
)
def test_what_the_fast_reader_refuses_without_need(text: str, narrower: bool) -> None:
    with pytest.raises(YAMLError) as refused:
        list(c_events(text))
    assert is_narrower(text, refused.value) is narrower


def test_other_errors_are_no_question_of_narrowness() -> None:
    assert not is_narrower("a", ValueError())


@pytest.mark.parametrize("events", [c_events, pure_events])
def test_events_before_a_mistake_are_yielded(events: Reader) -> None:
    seen: list[str] = []
    with pytest.raises(YAMLError):
        seen.extend(type(event).__name__ for event in events("a: b\nc: @\n"))
    assert seen[:4] == [
        "StreamStartEvent",
        "DocumentStartEvent",
        "MappingStartEvent",
        "ScalarEvent",
    ]
