"""A stamp says which tree foreign evidence is of, and that it is as it was stamped."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.evidence.load import foreign_below, load
from specgen.evidence.model import Evidence
from specgen.evidence.model_inputs import Inputs, Origin
from specgen.evidence.stamps import STAMP, write_stamp

TREE = Inputs("a" * 64, {"code": "1"}, "c0ffee")
OTHER = Inputs("b" * 64, {"code": "2"})
JUNIT = (
    '<testsuite name="s" tests="1"><testcase classname="tests.test_a" name="test_a"/></testsuite>'
)
COVERAGE = {
    "meta": {"show_contexts": True},
    "files": {
        "src/a.py": {
            "executed_lines": [1],
            "missing_lines": [2],
            "contexts": {"1": ["unit"]},
            "summary": {"num_statements": 2},
        }
    },
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "evidence"
    (found / "unit").mkdir(parents=True)
    (found / "unit/junit.xml").write_text(JUNIT)
    (found / "coverage.json").write_text(json.dumps(COVERAGE))
    (found / "notes.txt").write_text("no evidence")
    (found / "1.jsonl").write_text('{"kind":"session","id":"1"}\n{"kind":"end"}\n')
    return found


def stamped(folder: Path, inputs: Inputs = TREE) -> tuple[str, ...]:
    return write_stamp(folder, foreign_below([folder]), inputs=inputs)


def loaded(folder: Path, *paths: str) -> Evidence:
    named = [folder / path for path in paths] or [folder]
    return load(named, root=folder.parent, now=TREE)


def trees(evidence: Evidence) -> dict[str, str]:
    return {origin.source: origin.inputs.tree[:1] for origin in evidence.origins}


def said(evidence: Evidence) -> list[str]:
    return [f"{d.place.path}: {d.message}" for d in (*evidence.findings, *evidence.altered)]


def test_it_names_what_says_nothing_itself(folder: Path) -> None:
    assert stamped(folder) == ("coverage.json", "unit/junit.xml")
    evidence = loaded(folder)
    assert trees(evidence) == {
        "evidence/1.jsonl": "",
        "evidence/coverage.json": "a",
        "evidence/unit/junit.xml": "a",
    }
    assert said(evidence) == []
    (junit,) = [o for o in evidence.origins if o.source.endswith(".xml")]
    assert junit == Origin(
        "evidence/unit/junit.xml", "evidence/unit/junit.xml", TREE, "evidence/specgen-stamp.json"
    )
    assert {s.tree for s in evidence.sessions} == {"", TREE.tree}


def test_without_a_stamp_nothing_is_known(folder: Path) -> None:
    evidence = loaded(folder)
    assert set(trees(evidence).values()) == {""}
    assert said(evidence) == []


@pytest.mark.parametrize("path", ["unit", "unit/junit.xml"])
def test_a_stamp_above_counts(folder: Path, path: str) -> None:
    stamped(folder)
    assert trees(loaded(folder, path)) == {"evidence/unit/junit.xml": "a"}


def test_what_was_moved_is_still_what_was_stamped(folder: Path) -> None:
    stamped(folder)
    (folder / "unit/junit.xml").rename(folder / "renamed.xml")
    (folder / "unit/junit.xml").write_text(JUNIT)
    assert trees(loaded(folder))["evidence/renamed.xml"] == "a"


def edit(path: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: (folder / path).write_text((folder / path).read_text().replace(old, new))


TAMPERED: dict[str, tuple[Callable[[Path], object], str]] = {
    "edited": (
        edit("unit/junit.xml", 'name="s"', 'name="t"'),
        f"evidence/unit/junit.xml: is not what evidence/{STAMP} says: it was changed",
    ),
    "missing": (
        lambda folder: (folder / "unit/junit.xml").unlink(),
        f"evidence/{STAMP}: names `unit/junit.xml`, which is not there",
    ),
    "a digest": (
        edit(STAMP, "a" * 64, "a" * 63),
        f"evidence/{STAMP}: not a stamp that `specgen stamp` wrote",
    ),
    "another form": (
        edit(STAMP, '"form": 1', '"form": 2'),
        f"evidence/{STAMP}: not a stamp that `specgen stamp` wrote",
    ),
    "a path that leads out": (
        edit(STAMP, "unit/junit.xml", "../junit.xml"),
        f"evidence/{STAMP}: not a stamp that `specgen stamp` wrote",
    ),
    "cut off": (
        lambda folder: (folder / STAMP).write_text((folder / STAMP).read_text()[:40]),
        f"evidence/{STAMP}: not JSON: unterminated string starting at",
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_what_is_wrong_is_said_with_its_file(folder: Path, how: str) -> None:
    stamped(folder)
    change, expected = TAMPERED[how]
    change(folder)
    evidence = loaded(folder)
    assert any(line.startswith(expected) for line in said(evidence)), said(evidence)
    if how not in ("edited", "missing"):
        assert trees(evidence)["evidence/unit/junit.xml"] == ""


def test_a_file_that_came_later_is_not_stamped(folder: Path) -> None:
    stamped(folder)
    (folder / "later.xml").write_text(JUNIT.replace("test_a", "test_b"))
    evidence = loaded(folder)
    assert trees(evidence)["evidence/later.xml"] == ""
    assert said(evidence) == []


def test_who_ran_what_on_another_tree_counts_for_nothing(folder: Path) -> None:
    stamped(folder)
    assert loaded(folder).coverage["src/a.py"].contexts
    stamped(folder, OTHER)
    figures = loaded(folder).coverage["src/a.py"]
    assert not figures.contexts
    assert figures.executed == frozenset({1})


def test_stamping_again_keeps_what_still_holds(folder: Path) -> None:
    write_stamp(folder, [folder / "unit/junit.xml"], inputs=TREE)
    assert write_stamp(folder, [folder / "coverage.json"], inputs=TREE) == (
        "coverage.json",
        "unit/junit.xml",
    )
    (folder / "unit/junit.xml").write_text("<testsuite/>")
    assert write_stamp(folder, [folder / "coverage.json"], inputs=TREE) == ("coverage.json",)
    write_stamp(folder, [folder / "unit/junit.xml"], inputs=TREE)
    assert write_stamp(folder, [folder / "coverage.json"], inputs=OTHER) == ("coverage.json",)
