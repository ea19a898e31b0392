"""The nearest of the words that would have been right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.spelling import closest, suggestion

TYPES = ("unit", "property", "integration", "e2e", "stress", "race", "performance", "chaos")
WORDS = st.text(st.characters(codec="utf-8"), max_size=12)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("unti", "unit"),
        ("uint", "unit"),
        ("Unit", "unit"),
        ("units", "unit"),
        ("e2", "e2e"),
        ("proprety", "property"),
        ("intergration", "integration"),
        ("perf", "performance"),
        ("preformance", "performance"),
        ("stres", "stress"),
        (" chaos ", "chaos"),
        ("cahos", "chaos"),
    ],
)
def test_a_near_word_is_found(word: str, meant: str) -> None:
    assert closest(word, TYPES) == meant


@pytest.mark.parametrize("word", ["", "x", "database", "smoke-test", "p", "zz", "_"])
def test_a_far_word_gives_nothing(word: str) -> None:
    assert closest(word, TYPES) == ""


@pytest.mark.parametrize(
    ("word", "candidate"),
    [
        ("kalshi-client", "kalshi_client"),
        ("client_kalshi", "kalshi_client"),
        ("kalshi_clint", "api_connectors.kalshi_client"),
        ("kalshi_client.stres", "api_connectors.kalshi_client.stress"),
        ("doneWhen", "done_when"),
        ("ubuntu-2404", "ubuntu-24.04"),
        ("shop.crat", "shop.cart"),
    ],
)
def test_separators_order_of_words_and_tails(word: str, candidate: str) -> None:
    assert closest(word, [candidate, "something.else"]) == candidate


def test_an_ambiguous_beginning_gives_nothing() -> None:
    assert closest("coverage", ["coverage_of_lines", "coverage_of_branches"]) == ""


def test_the_shared_beginning_breaks_a_tie() -> None:
    assert closest("race", ["pace", "rate"]) == "rate"


def test_the_word_itself_is_not_a_suggestion() -> None:
    assert closest("unit", ["unit"]) == ""


def test_the_same_letters_in_another_order_are_far() -> None:
    assert closest("abcdefghijkl", ["lkjihgfedcba"]) == ""


def test_suggestion_is_a_tip_or_nothing() -> None:
    assert suggestion("unti", TYPES) == "did you mean `unit`?"
    assert suggestion("database", TYPES) == ""


@given(WORDS, st.lists(WORDS, max_size=6))
def test_the_answer_is_a_candidate_and_order_does_not_matter(word: str, words: list[str]) -> None:
    answer = closest(word, words)
    assert answer == "" or answer in words
    assert closest(word, reversed(words)) == answer


@given(st.sampled_from(TYPES), st.data())
def test_one_edit_of_a_long_word_is_mended(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert closest(word[:at] + "q" + word[at + 1 :], TYPES) == (word if len(word) > 1 else "")
