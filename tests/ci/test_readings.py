"""What YAML readers take for different things is told from what they do not."""

from pathlib import Path

import pytest
from tests.ci.readings import misread


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("on: push\n", "a.yml: : "),
        ("a: {b: [x, no]}\n", "a.yml: /a/b/1: False or 'no'"),
        ("a: 1:30\n", "a.yml: /a: 90 or '1:30'"),
        ("a: 012\n", "a.yml: /a: 10 or 12"),
        ("a: 1e3\n", "a.yml: /a: '1e3' or 1000.0"),
    ],
)
def test_what_is_misread(text: str, place: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text(text, "utf-8")
    (found,) = misread(path)
    assert place in found


def test_what_is_not_misread(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text(
        '"on": [3.5, "3.10", "no", "1:30", x, null, true, !reference [a, b]]\n', "utf-8"
    )
    assert list(misread(path)) == []
