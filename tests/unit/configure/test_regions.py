"""The region of ours is found, and every other line keeps its number."""

import pytest

from specgen.configure.regions import lines_of, outside, region

OURS = "# >>> specgen\nx\n# <<< specgen 0123456789ab\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", (0, 0)), ("a\n", (0, 0)), (f"a\n{OURS}b\n", (2, 4)), ("# >>> specgen\na", (0, 0))],
)
def test_region(text: str, lines: tuple[int, int]) -> None:
    assert region(text) == lines


def test_outside_keeps_numbers() -> None:
    assert lines_of(outside(f"a\r\n{OURS}b")) == ["a", "", "", "", "b"]


def test_only_line_feeds_end_lines() -> None:
    assert lines_of("a\u2028b\x0cc\r\nd") == ["a\u2028b\x0cc", "d"]
