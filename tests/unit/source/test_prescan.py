"""Characters that are refused before anything is parsed."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.source.prescan import MAX_COMPLAINTS, prescan

PATH = PurePosixPath("specs/x.yaml")


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Zl", "Zp", "Cf"])
    )
)
def test_ordinary_text_passes(text: str) -> None:
    assert prescan(PATH, " " + text) == ()


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x08",
        "\x0b",
        "\x1f",
        "\x7f",
        "\x85",
        "\x9f",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\ufffe",
        "\ud800",
    ],
)
def test_forbidden_character(character: str) -> None:
    (found,) = prescan(PATH, f"a\n b{character}c")
    assert found.rule == "forbidden-character"
    assert f"U+{ord(character):04X}" in found.message
    assert found.place.span is not None
    assert found.place.span[:2] == (2, 3)


def test_tabs_elsewhere_pass() -> None:
    assert prescan(PATH, "a: b\tc\n") == ()


def test_complaints_are_bounded() -> None:
    assert len(prescan(PATH, "\t\n" * 1_000)) == MAX_COMPLAINTS


def test_directive_is_covered_whole() -> None:
    (found,) = prescan(PATH, "# x\r\n%YAML 1.2\r\n---\r\n")
    assert found.place.span is not None
    assert found.place.span == (2, 1, 2, 10)


def test_percent_elsewhere_is_no_directive() -> None:
    assert prescan(PATH, "a: b\n%YAML 1.2\n") == ()
