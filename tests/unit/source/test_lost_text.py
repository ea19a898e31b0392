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
    assert all(problem.rule == "needs-quotes" for problem in found)
    return [(p.place.span.line, p.message, p.tip) for p in found if p.place.span]


def test_comment_that_was_text() -> None:
    assert judged("a: 1\nb:\n  - c: Fix #12 and #13\n") == [
        (
            3,
            "`#12 and #13` reads as a comment",
            'write: - c: "Fix #12 and #13"; a comment has a space after its `#`',
        )
    ]


def test_version_that_became_a_number() -> None:
    (found,) = judged('python: ["3.9", 3.10]  # x\n')
    assert found == (1, "`3.10` reads as the number 3.1", 'write: python: ["3.9", "3.10"]  # x')


@pytest.mark.parametrize(
    "text",
    ["a: 3.10\n", "python: [3.9]\n", "python: ['3.10']\n", "title: x  #y\n", "title: x #!y\n"],
)
def test_left_alone(text: str) -> None:
    assert judged(text) == []


def test_nothing_to_judge() -> None:
    assert judged("# 3.10 #x\n") == []


def test_numbers_invalidate_and_comments_do_not() -> None:
    file, _ = read(PATH, b"id: 1.10\ntitle: a #b\n")
    assert [p.severity for p in lost_text(file)] == [Severity.ERROR, Severity.WARNING]
