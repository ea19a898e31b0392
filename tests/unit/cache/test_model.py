"""The store gives back what it was given, for the same key only, and never runs what it reads."""

import os
import pickle
import shutil
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
    store = Store.of(tmp_path, "deep", "cache")
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
    found = sorted(p.name for p in (tmp_path / ".specgen").iterdir())
    assert found == [".gitignore", "tests.cache"]


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store()
    store.put("tests", "key", value=1)
    assert store.get("tests", "key") is None


@pytest.mark.parametrize("damage", [b"", b"2 key\n", b"2 key\n\x80\x05garbage", b"\xff\xfe"])
def test_a_damaged_entry_is_no_entry(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / ".specgen").mkdir()
    (tmp_path / ".specgen/tests.cache").write_bytes(damage)
    assert Store(tmp_path).get("tests", "key") is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / ".specgen").write_text("")
    store = Store(tmp_path, ("below",))
    store.put("tests", "key", value=1)
    assert store.get("tests", "key") is None


def test_an_entry_that_came_with_a_branch_is_no_entry(tmp_path: Path) -> None:
    """Its key is the right one, for it follows from content; only the token cannot be known."""
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    theirs.mkdir()
    Store.of(theirs, "shop").put("tests", "key", value=1)
    shutil.copytree(theirs, ours)

    assert Store.of(theirs, "shop").get("tests", "key") == 1
    assert Store.of(ours, "shop").get("tests", "key") is None


@pytest.mark.parametrize("link", [".specgen", ".specgen/shop", ".specgen/shop/tests.cache"])
def test_no_link_is_followed(tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    Store(outside, ("shop",)).put("tests", "key", value=1)
    (outside / ".specgen/.gitignore").write_text("# precious\n")
    root = tmp_path / "root"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside / link)
    store = Store(root, ("shop",))

    assert store.get("tests", "key") is None
    store.put("tests", "key", value=2)
    assert Store(outside, ("shop",)).get("tests", "key") == 1
    assert (outside / ".specgen/.gitignore").read_text() == "# precious\n"
