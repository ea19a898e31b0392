"""An entry goes where the list is, and nothing else changes."""

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.edit.model import Edited, Entry
from specgen.edit.put import put
from specgen.source.model import Mapping, SourceFile, Value
from specgen.source.plain import plain
from specgen.source.read import read

PATH = PurePosixPath("specs/waivers.yaml")
FIELDS: dict[str, Value] = {
    "for": "cart.chaos.key-rotation",
    "allow": "gap",
    "reason": "No sandbox: not yet",
    "issue": 171,
    "approved_by": "@lead",
    "expires": "2026-03-01",
}
ENTRY = Entry("waivers", FIELDS, ("for", "allow"))


def file_of(text: str) -> SourceFile:
    file, problems = read(PATH, text.encode())
    assert not [p for p in problems if p.severity == "error"], problems
    return file


def waivers(text: str) -> list[object]:
    root = file_of(text).root
    assert isinstance(root, Mapping)
    found = plain(root)
    assert isinstance(found, dict)
    listed = found["waivers"]
    assert isinstance(listed, list)
    return listed


def edited(text: str, entry: Entry = ENTRY) -> Edited:
    done = put(file_of(text), entry)
    assert done is not None
    return done


LAYOUTS = {
    "flow items": "waivers:\n  - {for: a, allow: skip}  # why\n  # last words\n\nproject: shop\n",
    "block items": "waivers:\n- for: a\n  allow: skip\n  reason: |\n    Two\n    lines\n\n# end\n",
    "flow list": "waivers: [{for: a, allow: skip}, ]  # end\n",
    "many lines": "waivers: [\n  {for: a, allow: skip},  # why\n]\n",
    "no line end": "waivers:\n  - {for: a, allow: skip}",
    "crlf": "project: shop\r\nwaivers:\r\n  - {for: a, allow: skip}\r\n# end\r\n",
    "elsewhere": "project: shop\nwaivers:  # approved\n  -  for: a\n     allow: skip\nclaims: []\n",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_adds_and_keeps(text: str) -> None:
    done = edited(text)
    assert done.added
    assert waivers(done.text) == [*waivers(text), FIELDS]
    assert (
        not set(text.splitlines()) - set(done.text.splitlines())
        or text in done.text
        or (text.count("[") and done.text.startswith(text[: text.index("}") + 1]))
    )
    assert "cart.chaos.key-rotation" in done.text.splitlines()[done.line - 1]
    assert ("\r\n" in text) == ("\r\n" in done.text)
    assert done.text.count("\r\n") in (0, done.text.count("\n"))


def test_adds_an_item_of_the_same_style() -> None:
    assert edited("waivers:\n  - {for: a, allow: skip}  # why\n# end\n").text == (
        "waivers:\n  - {for: a, allow: skip}  # why\n"
        "  - {for: cart.chaos.key-rotation, allow: gap,"
        ' reason: "No sandbox: not yet", issue: 171,\n'
        '     approved_by: "@lead", expires: 2026-03-01}\n# end\n'
    )
    assert edited("waivers:\n- for: a\n  allow: skip\n").text == (
        "waivers:\n- for: a\n  allow: skip\n"
        '- for: cart.chaos.key-rotation\n  allow: gap\n  reason: "No sandbox: not yet"\n'
        '  issue: 171\n  approved_by: "@lead"\n  expires: 2026-03-01\n'
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 2), ("# only words\n", 4), ("project: shop\n", 4), ("project: shop", 4),
     ("waivers: []\n", 1), ("waivers:\n", 2), ("waivers:  # none yet\nproject: a\n", 2)],
)  # fmt: skip
def test_begins_a_list(text: str, line: int) -> None:
    file, _ = read(PATH, text.encode())
    done = put(file, ENTRY)
    assert done is not None
    assert waivers(done.text) == [FIELDS]
    assert done.line == line
    assert "for: cart" in done.text.splitlines()[line - 1]
    assert all(part in done.text for part in text.split("\n")[0].split("[]"))


@pytest.mark.parametrize("text", ["waivers: later\n", "waivers: {a: 1}\n", "[1]\n", "{a: 1}\n"])
def test_refuses_what_is_no_list(text: str) -> None:
    assert put(file_of(text), ENTRY) is None


@pytest.mark.parametrize("style", ["{for: a, allow: gap, reason: Old, expires: 2026-01-01}",
                                   "for: a\n    allow: gap\n    expires: 2026-01-01  # soon\n"
                                   "    reason: >\n      Old\n      words\n"])  # fmt: skip
def test_changes_the_one_that_is_there(style: str) -> None:
    text = f"# head\nwaivers:\n  - {{for: b, allow: gap}}\n  - {style}\n  # tail\n"
    done = edited(text, replace(ENTRY, fields={**FIELDS, "for": "a"}))
    assert not done.added
    assert done.line == 4
    first, second = waivers(done.text)
    assert first == {"for": "b", "allow": "gap"}
    assert second == {**FIELDS, "for": "a"}
    assert done.text.startswith("# head\nwaivers:\n  - {for: b, allow: gap}\n")
    assert done.text.endswith("  # tail\n")
    assert ("# soon" in text) == ("# soon" in done.text)


def test_what_is_so_already_stays() -> None:
    text = edited("waivers: []\n").text
    assert edited(text).text == text


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1)


@pytest.mark.property
@given(TEXTS, st.sampled_from(list(LAYOUTS.values())))
@settings(max_examples=examples(150))
def test_any_text_is_read_back_as_it_was(reason: str, layout: str) -> None:
    fields = {**FIELDS, "reason": reason}
    done = edited(layout, replace(ENTRY, fields=fields))
    assert waivers(done.text)[-1] == fields


@pytest.mark.property
@given(st.one_of(st.none(), st.booleans(), st.integers(), st.dates().map(date.isoformat)))
def test_any_value_is_read_back(value: Value) -> None:
    done = edited("waivers: []\n", replace(ENTRY, fields={**FIELDS, "issue": value}))
    assert waivers(done.text) == [{**FIELDS, "issue": value}]
