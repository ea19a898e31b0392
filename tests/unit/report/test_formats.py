"""The registry, and what holds for every format."""

from pathlib import Path

import pytest

from specgen.report import formats
from specgen.report.formats import FORMATS
from specgen.report.model import Format, LocatedDiagnostic, Style


def test_every_file_is_registered_under_its_name() -> None:
    files = {p.stem for p in Path(formats.__file__).parent.glob("as_*.py")}
    assert {f"as_{each.name}" for each in FORMATS} == files
    assert all(each.about for each in FORMATS)


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_hostile_text_shows_itself(each: Format, hostile: LocatedDiagnostic) -> None:
    """What is written can be encoded, and nothing in it steers a terminal or turns a line round."""
    written = each.render((hostile,), Style())
    assert written.encode()
    assert not set(written) & set("\x00\x1b\r\u202e\u2066")
    assert written.endswith("\n")


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_twice_the_same(each: Format, hostile: LocatedDiagnostic) -> None:
    assert each.render((hostile,), Style()) == each.render((hostile,), Style())
