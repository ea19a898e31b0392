"""Sections as pytest's own parser reads them."""

import iniconfig
from hypothesis import given
from hypothesis import strategies as st

from specgen.configure.ini_text import section
from specgen.configure.regions import region

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


def test_layout() -> None:
    entries = {"a": True, "b": ["x", "# no", "y"], "c": "1\n2", "d": None, "e": ["<<< specgen"]}
    assert section("pytest", entries) == (
        "[pytest]\na = true\nb =\n    x\n    y\nc =\n    1\n    2\n"
    )


@given(entries=st.dictionaries(st.sampled_from("abc"), st.lists(WORDS, max_size=3)))
def test_reads_back(entries: dict[str, list[str]]) -> None:
    printed = section("pytest", entries)
    assert region(printed) == (0, 0)
    read = iniconfig.IniConfig("pytest.ini", data=printed)
    assert list(read.sections) == ["pytest"]
    for key, items in entries.items():
        kept = [i for i in (" ".join(item.split()) for item in items) if i and i[0] not in "#;"]
        said = read["pytest"].get(key, "")
        assert [line.strip() for line in (said or "").splitlines() if line.strip()] == [
            line.strip() for line in kept
        ]
