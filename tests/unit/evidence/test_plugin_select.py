"""The selecting half of the plugin, on items of this very run."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from specgen.evidence.plugin_select import pytest_collection_modifyitems

FILE = "tests/t.py"
NAMES = ("test_one[1]", "test_one[2]", "test_two", "test_new")


@pytest.fixture
def items(request: pytest.FixtureRequest) -> list[pytest.Item]:
    """Items that are called as those of another run."""

    class Named(pytest.Item):
        def runtest(self) -> None:
            """Nothing is run."""

    return [
        Named.from_parent(request.session, name=name, nodeid=f"{FILE}::{name}") for name in NAMES
    ]


def kept(items: list[pytest.Item]) -> list[str]:
    """The names that are kept; all others are announced as deselected."""
    names, dropped = [item.name for item in items], list[pytest.Item]()
    hook = SimpleNamespace(pytest_deselected=lambda items: dropped.extend(items))
    pytest_collection_modifyitems(SimpleNamespace(hook=hook), items)  # type: ignore[arg-type]  # all it needs
    left = [item.name for item in items]
    assert left == [name for name in names if name not in {item.name for item in dropped}]
    return left


def selected(tmp_path: Path, keep: list[str], others: dict[str, list[str]]) -> str:
    path = tmp_path / "select.json"
    path.write_text(json.dumps({"keep": keep, "open": others}))
    return str(path)


def test_nothing_said_keeps_all(items: list[pytest.Item]) -> None:
    assert kept(items) == list(NAMES)


@pytest.mark.parametrize(
    ("keep", "others", "wanted"),
    [
        ([f"{FILE}::test_one"], {}, ["test_one[1]", "test_one[2]"]),
        ([], {FILE: [f"{FILE}::test_one"]}, ["test_two", "test_new"]),
        ([f"{FILE}::test_two"], {"tests/other.py": []}, ["test_two"]),
        ([], {}, []),
    ],
)
def test_what_the_file_names_is_kept(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    items: list[pytest.Item],
    *,
    keep: list[str],
    others: dict[str, list[str]],
    wanted: list[str],
) -> None:
    monkeypatch.setenv("SPECGEN_SELECT", selected(tmp_path, keep, others))
    assert kept(items) == wanted


def test_shards_share_the_tests(
    monkeypatch: pytest.MonkeyPatch, items: list[pytest.Item], pytestconfig: pytest.Config
) -> None:
    found: list[str] = []
    for shard in ("1/2", "2/2"):
        monkeypatch.setenv("SPECGEN_SHARD", shard)
        part = kept(list(items))
        assert 0 < len(part) < len(NAMES)
        found += part
    assert sorted(found) == sorted(NAMES)
