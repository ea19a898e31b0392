"""What is printed reads back, and never looks like a marker of our region."""

import math
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from specgen.configure.regions import region
from specgen.configure.toml_text import inline, key, string, table

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from([">>> specgen", "<<< specgen", '"""', "\\", "a\nb", "\x7f", "<<<<<", "#"]),
)
SCALARS = st.one_of(
    TEXTS, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False)
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3)
)


@given(name=TEXTS.filter(bool), entries=st.dictionaries(TEXTS, VALUES, max_size=4))
def test_reads_back(name: str, entries: dict[str, object]) -> None:
    printed = table(("tool", name), entries)
    assert tomllib.loads(printed) == {"tool": {name: entries}}
    assert region(printed) == (0, 0)


def test_layout() -> None:
    assert table(
        ("tool", "x"), {"a": True, "b": ["c", 1], "none": None, "long": ["y" * 60] * 2}
    ) == (f'[tool.x]\na = true\nb = ["c", 1]\nlong = [\n  "{"y" * 60}",\n  "{"y" * 60}",\n]\n')


def test_what_toml_has_no_form_for_is_text() -> None:
    assert tomllib.loads(f"a = {inline(2**64)}") == {"a": str(2**64)}
    assert tomllib.loads(f"a = {inline([None, 1])}") == {"a": [1]}
    assert math.isnan(tomllib.loads(f"a = {inline(math.nan)}")["a"])
    assert (key("a-b"), key("a b"), string('"')) == ("a-b", '"a b"', '"\\""')
