"""The store gives back what it was given, for the same key only, and never runs what it reads."""

import os
import pickle
from pathlib import Path

import pytest

from specgen.cache.model import Store, pack, unpack
from specgen.diagnostics import Span
from specgen.inventory.model import Link, Mark, TestItem
from specgen.levels import Level
from specgen.syntax.model import FileFacts, Import, Touch, Use

ITEM = TestItem(
    "a.py::t", "a.py", "t", Span(1, 2, 3, 4), "a.py", "unit", Level.WRITTEN, marks=(Mark("slow"),)
)


@pytest.mark.parametrize(
    "value",
    [ITEM, (ITEM, [FileFacts("x.py", imports=(Import("a", "a.b", 1),))]), {"k": Touch.BUILT}, 3],
)
def test_what_is_packed_comes_back_equal(value: object) -> None:
    assert unpack(pack(value)) == value


def test_a_noun_of_one_field_comes_back_whole() -> None:
    assert unpack(pack(Store(None))) == Store(None)


@pytest.mark.parametrize("value", [os.system, Link.__init__, print])
def test_functions_have_no_place_in_a_cache(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="no place"):
        unpack(pickle.dumps(value))


def test_a_value_is_kept_for_its_key_alone(tmp_path: Path) -> None:
    store = Store(tmp_path / "deep" / "cache")
    store.put("tests", "key", value=[Use("a", 1, Touch.USED)])

    assert store.get("tests", "key") == [Use("a", 1, Touch.USED)]
    assert store.get("tests", "other") is None
    assert store.get("absent", "key") is None


def test_the_later_value_replaces_the_earlier_and_leaves_nothing_beside(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("tests", "a", value=1)
    store.put("tests", "b", value=2)

    assert store.get("tests", "a") is None
    assert store.get("tests", "b") == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == [".gitignore", "tests.cache"]


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store()
    store.put("tests", "key", value=1)
    assert store.get("tests", "key") is None


@pytest.mark.parametrize("damage", [b"", b"2 key\n", b"2 key\n\x80\x05garbage", b"\xff\xfe"])
def test_a_damaged_entry_is_no_entry(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "tests.cache").write_bytes(damage)
    assert Store(tmp_path).get("tests", "key") is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "below")
    store.put("tests", "key", value=1)
    assert store.get("tests", "key") is None
