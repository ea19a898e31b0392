"""Each kind of error says what is wrong and what would be right.

phrases.txt holds, line by line, the YAML that stands below `module: a`, and what is said of it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

Said = Callable[[str], list[str]]
LINES = (Path(__file__).parent / "phrases.txt").read_text("utf-8").splitlines()
ROWS = list(zip(LINES[::2], LINES[1::2], strict=True))


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_phrases(said: Said, text: str, expected: str) -> None:
    (found,) = said(f"module: a\n{text}")
    assert found.partition(" ")[2] == expected.strip()


def test_numbers_or_words(said: Said) -> None:
    (found,) = said("project: p\nruns: {commit: {workers: many}}")
    assert found.endswith("| one of: auto, or a number")


def test_moments_are_keys(said: Said) -> None:
    (found,) = said("project: p\nruns: {push: {}}")
    assert found == "2:8 wrong-value: `push` is not allowed here | did you mean `pre_push`?"
