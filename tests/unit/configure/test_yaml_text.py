"""What is printed is what every reader reads: YAML 1.1 and 1.2, hostile texts included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from specgen.configure.yaml_text import Noted, Row, Yaml, dump, text

TRAPS = (
    "on", "No", "y", "OFF", "~", "null", "3.10", "012", "0o14", "1_000", "1:30", "190:20:30",
    "1e3", ".5", "+.inf", ".NaN", "-.inf", "0x1F", "2026-11-28", "2001-12-14t21:59:43.10-05:00",
    "=", "<<", "", " ", " lead", "trail ", "- item", "-", "---", "...", "? key", "a: b", "a:",
    "a #b", "#c", "&anchor", "*alias", "!tag", "%directive", "@at", "`tick", "|", ">", "[x", "{x",
    "'", '"', "\\", "tab\there", "two\nlines", "end\n", "\n", "\x85", "\u2028", "\x00", "\x7f",
    "\ufeffbom", "é", "😀", "${{ github.ref }}", "- ", "-x", "$(date)", "(a) && !b", "/* x", "./a",
)  # fmt: skip
WORDS = st.one_of(st.sampled_from(TRAPS), st.text(st.characters(exclude_categories=["Cs"])))
SCALARS = st.one_of(WORDS, st.booleans(), st.integers(-(10**6), 10**6), st.none())
VALUES: st.SearchStrategy[Yaml] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4)
)


def read(printed: str, version: tuple[int, int]) -> object:
    """``printed`` as a reader of that version of YAML reads it."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    return yaml.load(printed)


@pytest.mark.parametrize("version", [(1, 1), (1, 2)])
@given(document=st.dictionaries(WORDS, VALUES, max_size=5))
def test_reads_back(document: dict[str, Yaml], version: tuple[int, int]) -> None:
    assert (read(dump(document), version) or {}) == document


@pytest.mark.parametrize("version", [(1, 1), (1, 2)])
@given(items=st.lists(st.one_of(WORDS, st.integers()), max_size=5), note=WORDS)
def test_rows_and_comments_read_back(
    items: list[str | int], note: str, version: tuple[int, int]
) -> None:
    document: dict[str, Yaml] = {
        "row": Noted(Row(tuple(items)), note, (note, "second")),
        "list": [Noted("one", note, (note,)), Noted({"a": 1}, "", (note,))],
        "map": Noted({"b": "two\nlines\n"}, note),
        "script": Noted("first\nsecond\n", note),
    }
    assert read(dump(document), version) == {
        "row": items,
        "list": ["one", {"a": 1}],
        "map": {"b": "two\nlines\n"},
        "script": "first\nsecond\n",
    }


def test_layout() -> None:
    assert dump(
        {
            "name": "tests",
            "on": {"push": {"branches": Row(("main",))}},
            "python": ["3.10", 3],
            "empty": {"list": [], "map": {}},
            "uses": Noted("actions/checkout@0123", "v1", ("Why",)),
            "steps": [{"run": "one\n\n  two\n", "if": "${{ !cancelled() }}"}, ["a"]],
        }
    ) == (
        'name: tests\n"on":\n  push:\n    branches: [main]\npython:\n  - "3.10"\n  - 3\n'
        "empty:\n  list: []\n  map: {}\n# Why\nuses: actions/checkout@0123  # v1\n"
        "steps:\n  - run: |\n      one\n\n        two\n    if: ${{ !cancelled() }}\n  -\n    - a\n"
    )


@pytest.mark.parametrize("bare", ["main", "ubuntu-24.04", "${{ !cancelled() }}", "a b", "./x.sh"])
def test_what_is_harmless_stands_bare(bare: str) -> None:
    assert text(bare) == bare
