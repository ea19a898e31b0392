"""Text that YAML silently reads as something else."""

from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Severity
from specgen.source.lost_text import lost_text
from specgen.source.read import read

PATH = PurePosixPath("specs/x.yaml")


def judged(text: str) -> list[tuple[int, str, str]]:
    file, _ = read(PATH, text.encode())
    found = list(lost_text(file))
    assert {(p.rule, p.severity) for p in found} <= {("needs-quotes", Severity.WARNING)}
    return [(p.place.span.line, p.message, p.tip) for p in found if p.place.span]


def test_comment_that_was_text() -> None:
    assert judged("a: 1\nb:\n  - c: Fix #12 and #13\n") == [
        (
            3,
            "`#12 and #13` reads as a comment",
            'write: - c: "Fix #12 and #13"; a comment has a space after its `#`',
        )
    ]


@pytest.mark.parametrize(
    "text",
    ["a: 3.10\n", "python: [3.9]\n", "python: ['3.10']\n", "title: x  #y\n", "title: x #!y\n"],
)
def test_left_alone(text: str) -> None:
    assert judged(text) == []


def test_nothing_to_judge() -> None:
    assert judged("# a #x\n") == []
