"""Routes become spans."""

from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Aim, Place, Span
from specgen.source.locate import locate
from specgen.source.model import SourceFile
from specgen.source.read import read

PATH = PurePosixPath("specs/x.yaml")
TEXT = """\
module: shop
budget: {coverage: 92%}
scenarios:
  - id: a
    type: unit
  - id: b
3.10: x
7: y
empty:
"""


@pytest.fixture
def file() -> SourceFile:
    return read(PATH, TEXT.encode())[0]


@pytest.mark.parametrize(
    ("place", "start"),
    [
        (Place(PATH), (1, 1)),
        (Place(PATH).at("module"), (1, 9)),
        (Place(PATH).key("module"), (1, 1)),
        (Place(PATH).at("budget", "coverage"), (2, 20)),
        (Place(PATH).key("budget", "coverage"), (2, 10)),
        (Place(PATH).at("scenarios", 0), (4, 5)),
        (Place(PATH).at("scenarios", 1, "id"), (6, 9)),
        (Place(PATH).key("scenarios", 1), (6, 5)),
        (Place(PATH).at("scenarios", 1, "title"), (6, 5)),
        (Place(PATH).key("scenarios", 1, "title", "x"), (6, 5)),
        (Place(PATH).at("scenarios", 2), (4, 3)),
        (Place(PATH).at("scenarios", -1), (4, 3)),
        (Place(PATH).at("scenarios", "id"), (4, 3)),
        (Place(PATH).at("module", "deeper"), (1, 9)),
        (Place(PATH).at("3.10"), (7, 7)),
        (Place(PATH).at(7), (8, 4)),
        (Place(PATH).at("7"), (8, 4)),
        (Place(PATH).at("empty"), (9, 7)),
        (Place(PATH).at("nowhere"), (1, 1)),
    ],
)
def test_route(file: SourceFile, place: Place, start: tuple[int, int]) -> None:
    assert locate(place, file)[:2] == start


def test_span_covers_the_value(file: SourceFile) -> None:
    assert locate(Place(PATH).at("module"), file) == Span(1, 9, 1, 13)
    assert locate(Place(PATH).at("budget"), file) == Span(2, 9, 2, 24)
    assert locate(Place(PATH).at("scenarios"), file) == Span(4, 3, 6, 10)


def test_a_span_that_is_known_stays(file: SourceFile) -> None:
    span = Span(3, 1, 3, 4)
    assert locate(Place(PATH, ("module",), Aim.KEY, span), file) == span


def test_a_file_without_a_tree_is_at_its_top() -> None:
    assert locate(Place(PATH, ("module",)), SourceFile(PATH, "", None)) == Span(1, 1, 1, 1)
