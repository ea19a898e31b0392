"""Text in Markdown: it reads as it was written and breaks out of nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.markdown import code, escaped, table, visible
from specgen.plan import SEAL, TOTALS

NASTY = st.text(
    st.sampled_from("ab _*`|<>&[]\\$~#-!\n\r\t\u202e\u2066\u200b\x1b\x00\u2028é漢")
    | st.characters(),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Rate limits hold under load", "Rate limits hold under load"),
        ("a | b", "a &#124; b"),
        ("one\ntwo\r\n  three", "one two three"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("&amp;", "&amp;amp;"),
        ("`x` *y* [z](w) ~~s~~ $m$", "\\`x\\` \\*y\\* \\[z\\](w) \\~\\~s\\~\\~ &#36;m&#36;"),
        ("back\\slash", "back\\\\slash"),
        ("kalshi_client _x_", "kalshi_client \\_x\\_"),
        ("user\u202eexe", "user⟨U+202E⟩exe"),
        ("\x1b[31mred", "⟨U+001B⟩\\[31mred"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<!-- specgen-seal 0123456789ab -->", "&lt;!-- specgen&#45;seal 0123456789ab --&gt;"),
        ("specgen-totals", "specgen&#45;totals"),
    ],
)
def test_escaped(text: str, safe: str) -> None:
    assert escaped(text) == safe


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("kalshi_client.unit.rate-limit", "`kalshi_client.unit.rate-limit`"),
        ("@pytest.mark.race", "`@pytest.mark.race`"),
        ("effort == ~57h", "`effort == ~57h`"),
        ("a`b", "a\\`b"),
        (" padded ", "padded"),
        ("a|b", "a&#124;b"),
        ("specgen-totals", "specgen&#45;totals"),
        ("", ""),
    ],
)
def test_code(text: str, safe: str) -> None:
    assert code(text) == safe


@given(NASTY)
def test_nothing_breaks_out(text: str) -> None:
    for safe in (escaped(text), code(text)):
        assert len(safe.splitlines()) <= 1
        assert not re.search(r"[|<>\x00-\x1f\u202a-\u202e\u2066-\u2069]", safe)
        assert not SEAL.search(f"{safe} 0123456789ab")
        assert not TOTALS.search(f"{safe}\n/{safe}\n")


@given(st.lists(st.lists(NASTY, min_size=2, max_size=2), max_size=4))
def test_a_table_keeps_its_shape(rows: list[list[str]]) -> None:
    text = table(("A", "B"), ([escaped(cell) for cell in row] for row in rows))
    lines = text.splitlines()
    assert len(lines) == len(rows) + 2
    assert all(line.count("|") == 3 for line in lines)


@given(NASTY)
def test_visible_text_is_one_line_of_what_can_be_seen(text: str) -> None:
    shown = visible(text)
    assert shown == visible(shown)
    assert all(char.isprintable() or char in "\u200c\u200d" for char in shown)
