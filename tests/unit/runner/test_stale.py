"""What is left of older runs is not counted among the new ones."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from specgen.evidence.model_inputs import Inputs
from specgen.runner.model import Job, Selection, Site
from specgen.runner.stale import cleared

UNIT = Job("unit", "commit", Selection(()))


def ran(folder: Path, name: str, tree: str) -> Path:
    job = folder / name
    job.mkdir(parents=True)
    (job / "select.json").write_text("{}")
    (job / "1.jsonl").write_text(json.dumps({"kind": "session", "tree": tree}) + "\n{cut off")
    return job


def site(folder: Path) -> Site:
    return Site(folder, folder, "python", inputs=Inputs("now"))


def test_other_trees_go_and_this_one_stays(tmp_path: Path) -> None:
    for name, tree in (("unit", "now"), ("e2e", "before"), ("race-1of2", "before")):
        ran(tmp_path, name, tree)
    (tmp_path / "coverage.json").write_text("{}")
    (tmp_path / "coverage.combined").write_text("")
    assert cleared([UNIT], site(tmp_path)) == ("e2e", "race-1of2")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["unit"]


@pytest.mark.parametrize(
    ("known", "now", "old"),
    [("a", "a", False), ("a", "b", True), ("a", "", True), ("", "a", True), ("", "", True)],
)
def test_what_git_tracks_tells_where_it_is_known(
    tmp_path: Path, known: str, now: str, *, old: bool
) -> None:
    """The tree is another: the first type has left a report, say."""
    (ran(tmp_path, "e2e", "before") / "tracked.txt").write_text(known)
    assert bool(cleared([UNIT], replace(site(tmp_path), tracked=now))) is old


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    ran(tmp_path / "ubuntu", "unit", "before")  # downloaded from another machine
    (tmp_path / "junit.xml").write_text("<testsuites/>")
    (tmp_path / "coverage.json").write_text("{}")
    (tmp_path / "unit").mkdir()
    (tmp_path / "unit/mine.txt").write_text("a folder that is only called so")
    assert cleared([UNIT], site(tmp_path)) == ()
    assert len(list(tmp_path.rglob("*"))) == 8


@pytest.mark.parametrize("name", ["unit-changed", "unit-1of2", "unit-2of2-r3", "unit-changed-1of2"])
def test_parts_go_where_the_whole_runs(tmp_path: Path, name: str) -> None:
    ran(tmp_path, name, "now")
    part = Job("unit", "commit", Selection(()), shard=2, shards=2)
    assert cleared([part], site(tmp_path)) == ()
    other = Job("uni", "commit", Selection(()))
    assert cleared([other], site(tmp_path)) == ()
    assert cleared([UNIT], site(tmp_path)) == (name,)


@pytest.mark.parametrize("name", ["unit", "unit-r3", "unit-tests-1of2"])
def test_what_is_no_part_stays(tmp_path: Path, name: str) -> None:
    ran(tmp_path, name, "now")
    assert cleared([UNIT], site(tmp_path)) == ()


@pytest.mark.parametrize("line", ["", "{", "[]", '{"kind":"session"}'])
def test_records_that_do_not_say_their_tree_go(tmp_path: Path, line: str) -> None:
    job = ran(tmp_path, "e2e", "now")
    (job / "1.jsonl").write_text(line)
    assert cleared([UNIT], site(tmp_path)) == ("e2e",)


def test_no_folder_yet(tmp_path: Path) -> None:
    assert cleared([UNIT], site(tmp_path / "none")) == ()
