"""Seals tell a build's text from a person's."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.disk.proof import comment_for, in_conflict, proven, same_but_totals, seal
from specgen.plan import Ownership, PlannedFile, sealed

LINE = st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=8)
LINES = st.lists(LINE, max_size=5)


def planned(name: str, text: str) -> PlannedFile:
    return PlannedFile(PurePosixPath(name), Ownership.OWNED, text)


@given(st.lists(LINES, min_size=1, max_size=4), st.integers(0), st.sampled_from("xyz"))
def test_any_change_of_a_sealed_text_shows(sections: list[list[str]], at: int, new: str) -> None:
    text = "".join(sealed("".join(line + "\n" for line in section)) for section in sections)
    assert proven(text)
    assert proven(text.replace("\n", "\r\n"))
    at %= len(text) + 1
    in_a_seal = "specgen-seal" in text.split("\n")[text[:at].count("\n")]
    assert in_a_seal or not proven(text[:at] + new + text[at:])
    assert not proven(text + new)


def test_sections_of_two_builds_stand_together() -> None:
    assert proven(sealed("one\n") + sealed("two\n"))
    assert not proven(sealed("one\n") + "edit\n" + sealed("two\n"))


@pytest.mark.parametrize(
    ("name", "comment"),
    [("a.md", "<!-- {} -->"), ("a.json", ""), ("a.yml", "# {}"), (".gitattributes", "# {}")],
)
def test_comment_of_a_file_type(name: str, comment: str) -> None:
    assert comment_for(PurePosixPath(name)) == comment


def test_a_file_is_sealed_once_and_ends_in_a_line_end() -> None:
    once = seal(planned("a.yml", "on: push"))
    assert proven(once.text)
    assert once.text.startswith("on: push\n# specgen-seal ")
    assert seal(once) == once
    assert seal(planned("a.json", "{}")).text == "{}"


def test_totals_do_not_count() -> None:
    text = "a\n<!-- specgen-totals -->\n{}\n<!-- /specgen-totals -->\nb\n"
    assert proven(sealed(text.format(1)).replace("\n1\n", "\n2\n"))
    assert same_but_totals(text.format(1), text.format(2))
    assert not same_but_totals(text, text + "c\n")


def test_conflict_markers_are_seen() -> None:
    assert in_conflict("<<<<<<< a\n=======\n>>>>>>> b\n")
    assert not in_conflict("a <<<<<<< b\n>>>>>>> c\n")
