"""A bot bumps a pin in the tree: no drift; a person edits a workflow: said, and left alone."""

from pathlib import Path

import pytest

from specgen.configure.pins import BUILT_IN
from specgen.pipeline import compile_tree, drift_of, write_tree

SPEC = """\
project: shop
source: {root: ., package: shop, tests: [tests]}
python: ["3.12"]
skeletons: none
documents: []
tiers: {core: {modules: ["*"], requires: [unit]}}
runs: {pull_request: {types: [unit]}, main: {types: [unit]}}
ci: {github: true, gitlab: true}
modules: [{module: shop.cart}]
"""
WORKFLOW, MAIN = ".github/workflows/specgen.yml", ".github/workflows/specgen-main.yml"
OLD = BUILT_IN["actions/checkout"]
NEW = "0123456789abcdef" * 2 + "01234567"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A built project."""
    for name, text in {
        "specs/project.yaml": SPEC,
        "shop/__init__.py": "",
        "shop/cart.py": "def total(prices: list[int]) -> int:\n    return sum(prices)\n",
        "tests/test_cart.py": "from shop.cart import total\n\n\ndef test_total():\n"
        "    assert total([1]) == 1\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    write_tree(compile_tree(tmp_path))
    assert drifts(tmp_path) == []
    return tmp_path


def drifts(root: Path) -> list[str]:
    return [f"{d.rule} {d.place.path}" for d in drift_of(compile_tree(root))]


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), "utf-8")


def test_a_bump_of_all_workflows_is_no_drift(root: Path) -> None:
    for name in (WORKFLOW, MAIN):
        edit(root, name, f"{OLD.commit}  # {OLD.version}", f"{NEW}  # v99.0.0")
    before = (root / WORKFLOW).read_bytes()
    assert drifts(root) == []
    write_tree(compile_tree(root))
    assert (root / WORKFLOW).read_bytes() == before


def test_a_bump_survives_what_the_specs_change(root: Path) -> None:
    for name in (WORKFLOW, MAIN):
        edit(root, name, f"{OLD.commit}  # {OLD.version}", f"{NEW}  # v99.0.0")
    edit(root, "specs/project.yaml", 'python: ["3.12"]', 'python: ["3.12", "3.13"]')
    assert f"drift-stale {WORKFLOW}" in drifts(root)
    write_tree(compile_tree(root))
    text = (root / WORKFLOW).read_text("utf-8")
    assert drifts(root) == []
    assert f"actions/checkout@{NEW}  # v99.0.0" in text
    assert OLD.commit not in text
    assert '["3.12", "3.13"]' in text


def test_a_bump_of_one_workflow_reaches_the_others(root: Path) -> None:
    edit(root, WORKFLOW, f"{OLD.commit}  # {OLD.version}", f"{NEW}  # v99.0.0")
    assert drifts(root) == [f"drift-stale {MAIN}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("fail-fast: false", "fail-fast: true"), ("actions/checkout@", "somebody/checkout@")],
)
def test_any_other_edit_is_a_hand_edit(root: Path, old: str, new: str) -> None:
    edit(root, WORKFLOW, old, new)
    before = (root / WORKFLOW).read_bytes()
    assert drifts(root) == [f"drift-edited {WORKFLOW}"]
    write_tree(compile_tree(root))
    assert (root / WORKFLOW).read_bytes() == before


def test_what_is_not_asked_for_any_more_goes(root: Path) -> None:
    edit(root, "specs/project.yaml", "ci: {github: true, gitlab: true}\n", "")
    write_tree(compile_tree(root))
    assert not (root / WORKFLOW).exists()
    assert not (root / ".gitlab/specgen.yml").exists()
    assert not (root / ".gitlab-ci.yml").exists()
    assert drifts(root) == []
