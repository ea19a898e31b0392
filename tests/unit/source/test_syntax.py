"""The words for errors of the readers that carry no place of their own."""

from pathlib import PurePosixPath

from ruamel.yaml.error import YAMLError

from specgen.source.events import c_events, pure_events
from specgen.source.read import read
from specgen.source.reading import Reading
from specgen.source.syntax import explain

PATH = PurePosixPath("specs/x.yaml")


def test_escape_of_no_character() -> None:
    (problem,) = read(PATH, b'a: b\nc: "\\UFFFFFFFF"\n', events=pure_events)[1]
    assert problem.message == "escape of no character"
    assert problem.place.span is not None
    assert problem.place.span[:2] == (2, 5)


def test_error_without_a_mark() -> None:
    problem = explain(Reading(PATH, "a: b", c_events), YAMLError("?"))
    assert problem.place.span is not None
    assert problem.place.span[:2] == (1, 1)


def test_error_with_a_context_mark_only() -> None:
    (problem,) = read(PATH, b"a: |\n  \n    \nb: c\n", events=pure_events)[1]
    assert problem.rule == "yaml-syntax"
    assert problem.message.startswith("more indented")


def test_words_of_the_reader_where_we_have_none() -> None:
    (problem,) = read(PATH, b"a: !<x\n", events=pure_events)[1]
    assert problem.rule in ("yaml-syntax", "needs-quotes")
    assert problem.message
