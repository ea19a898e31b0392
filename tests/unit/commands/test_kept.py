"""Evidence belongs to the tree that it was recorded on."""

import subprocess
from argparse import Namespace
from pathlib import Path

from specgen.commands.compiling import compiled
from specgen.commands.kept import evidence_folder, tracked_of, tree_of
from specgen.evidence.inputs import inputs_of


def test_a_folder_per_state_of_the_tree(repository: Path) -> None:
    (project,) = compiled(Namespace(root=repository, project="")).projects
    tree = tree_of(repository, project)
    folder = evidence_folder(repository, project)
    assert folder == repository / ".specgen/evidence" / inputs_of(repository).tree[:16]
    (folder / "unit").mkdir(parents=True)
    (folder / "unit/records.jsonl").write_text("{}")
    (repository / "specs/baseline.json").write_text("{}")
    (repository / "docs/testing").mkdir(parents=True)
    (repository / "docs/testing/GAPS.md").write_text("# Gaps")
    assert tree_of(repository, project) == tree
    (repository / "README.md").write_text("# Shop")
    assert tree_of(repository, project) != tree  # a test may read it: types run again
    assert evidence_folder(repository, project) == folder  # what they said stays valid
    (repository / "src/shop/cart.py").write_text("")
    assert evidence_folder(repository, project) != folder


def test_what_a_type_records_gives_the_next_no_other_tree(repository: Path) -> None:
    (project,) = compiled(Namespace(root=repository, project="")).projects
    records = repository / "evidence"
    tree = tree_of(repository, project, records=records)
    (records / "unit").mkdir(parents=True)
    (records / "unit/records.jsonl").write_text("{}")
    assert tree_of(repository, project, records=records) == tree
    assert tree_of(repository, project) != tree
    assert tree_of(repository, project, records=repository.parent) == tree_of(repository, project)


def test_reports_are_no_part_of_what_git_tracks(repository: Path) -> None:
    (project,) = compiled(Namespace(root=repository, project="")).projects
    assert tracked_of(repository, project) == ""  # no git yet
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "All"]):
        who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *who, *words], cwd=repository, check=True)
    known = tracked_of(repository, project)
    assert len(known) == 64
    (repository / "report.xml").write_text("<testsuites/>")
    assert tracked_of(repository, project) == known
    (repository / "src/shop/cart.py").write_text("")
    assert tracked_of(repository, project) != known
