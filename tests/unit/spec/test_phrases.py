"""Each kind of error says what is wrong and what would be right.

phrases.txt holds, line by line, the YAML that stands below `module: a`, and what is said of it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic_core import ErrorDetails

from specgen.spec.phrases import PHRASES, Fault, other

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


def test_what_pydantic_may_say_some_day_is_passed_on() -> None:
    details: ErrorDetails = {"type": "odd", "loc": ("x",), "msg": "Input is Odd", "input": 3}
    fault = Fault(details, ("x",), None, None, "", ("even",), ())
    assert "odd" not in PHRASES
    assert other(fault) == ("wrong-value", "input is odd", "like `even`")
    assert PHRASES["value_error"](fault) == other(fault)
