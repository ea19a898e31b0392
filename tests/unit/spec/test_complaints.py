"""Every problem is said once, at its place."""

from collections.abc import Callable

import pytest

Said = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: x\nmodule: a", "1:1 unknown-key: unknown key `titel` | did you mean `title`?"),
        (
            "module: a\nscenarios:\n  - title: x",
            "3:5 missing-key: `type` is missing | add `type: unit`",
        ),
        (
            "project: p\nrules: {Loud: off}",
            "2:9 wrong-value: `Loud` is not a word in lower case | "
            "use lower-case letters and hyphens",
        ),
        (
            "goals: [{id: g, done_when: [gaps == 0, 'tests(kind=unit) == 1']}]",
            "1:47 bad-expression: `tests` has no filter `kind` | "
            "filters: module, type, tier, level",
        ),
        (
            'goals: [{id: g, done_when: ["gaps(\\u0074ypo=x)"]}]',
            "1:29 bad-expression: `gaps` has no filter `typo` | did you mean `type`?",
        ),
        ("project: p\npython: [3.10]", '2:10 needs-quotes: `3.10` reads as the number 3.1 | '
         'write: python: ["3.10"]'),
    ],
)  # fmt: skip
def test_places(said: Said, text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_a_misspelt_key_is_not_missing_as_well(said: Said) -> None:
    assert said("module: a\nscenarios: [{typ: unit}]") == [
        "2:14 unknown-key: unknown key `typ` | did you mean `type`?"
    ]


def test_all_problems_at_once(said: Said) -> None:
    found = said("module: a\ntier: 3\nplanned: maybe\nneeds: x\nscenarios: {}\nwaivers: [{}]")
    assert len(found) == 10
    assert len(set(found)) == 10
