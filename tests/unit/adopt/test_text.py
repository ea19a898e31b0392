"""Whatever a repository holds, the text of a draft reads back as it was."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.adopt.text import beside, comment, flow, scalar
from specgen.diagnostics import Severity
from specgen.source.plain import plain
from specgen.source.read import read


def back(text: str) -> object:
    file, problems = read(PurePosixPath("specs/x.yaml"), text.encode("utf-8"))
    assert not [p for p in problems if p.severity is Severity.ERROR]
    assert file.root is not None
    return plain(file.root)


@given(st.text())
def test_every_text_reads_back(text: str) -> None:
    whole = "".join("?" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert back(f"- {scalar(text)}\n") == [whole]


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), max_size=3))
def test_every_list_reads_back(texts: list[str]) -> None:
    assert back(f"a: {flow(*texts)}\n") == {"a": texts}


@given(st.text())
def test_a_comment_ends_on_its_line(text: str) -> None:
    assert back(f"a: 1  # {comment(text)}\nb: 2\n") == {"a": 1, "b": 2}


@pytest.mark.parametrize("word", ["true", "No", "null", "1", "1.5", "0x1", "", "- a", "a: b", "~"])
def test_what_yaml_would_misread_is_quoted(word: str) -> None:
    assert scalar(word) == f'"{word}"'


def test_plain_words_stay_plain() -> None:
    assert flow("tests", "src/shop", "a.b") == "[tests, src/shop, a.b]"


def test_comments_stand_in_one_column() -> None:
    assert beside([("a", "one"), ("long", ""), ("bcd", "two")]) == [
        "a    # one",
        "long",
        "bcd  # two",
    ]
