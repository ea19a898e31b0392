"""Coverage that a container or tox has recorded counts for the files of the repository."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
ROOTS = ("app/src", "repo/.tox/py311/lib/python3.11/site-packages")
TIERED = """\
project: shop
source: {root: src, package: shop, tests: [tests]}
untracked: warn
tiers: {standard: {requires: [unit], budget: {coverage: 90%}}}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    for path, text in {
        "specs/project.yaml": TIERED,
        "specs/cart.yaml": "modules: [{module: shop.cart}]\n",
        "src/shop/__init__.py": "",
        "src/shop/cart.py": "def total(x):\n    return x * 2\n",
        "tests/test_cart.py": "",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def recorded(tmp_path: Path, root: str) -> Path:
    """What coverage.py records of the same code below another root: data, and its report."""
    elsewhere, evidence = tmp_path / root, tmp_path / "evidence"
    shutil.copytree(tmp_path / "repo/src/shop", elsewhere / "shop")
    evidence.mkdir()
    data = f"--data-file={evidence / '.coverage.other'}"
    script = tmp_path / "use.py"
    script.write_text("import shop.cart\nshop.cart.total(1)\n")
    environment = {**os.environ, "PYTHONPATH": str(elsewhere)}
    coverage = [sys.executable, "-m", "coverage"]
    for words in (
        ["run", data, "--rcfile=", "--source=shop", str(script)],
        ["json", "-q", data, "--rcfile=", "-o", str(evidence / "coverage.json")],
    ):
        subprocess.run(
            [*coverage, *words], cwd=tmp_path, env=environment, check=True, capture_output=True
        )
    shutil.rmtree(elsewhere)
    return evidence


@pytest.mark.parametrize("root", ROOTS)
def test_other_roots_are_mapped_and_said_once(
    tmp_path: Path, repository: Path, run: Run, root: str
) -> None:
    evidence = recorded(tmp_path, root)
    _, out, _ = run("gate", "specs", str(evidence), "--format", "json")
    verdict = json.loads(out)
    rules = {each["rule"] for each in verdict["findings"]}
    assert verdict["coverage"]["cart"] == 1.0
    assert not {"coverage-tier", "coverage-unplaced"} & rules
    assert len(verdict["notes"]) == 2  # the report says names below the folder that it was made in
    _, text, _ = run("gate", "specs", str(evidence))
    for note in verdict["notes"]:
        assert note.endswith(("counts for src: 2 files", "counts for the repository: 2 files"))
        assert text.count(note) == 1


def test_data_alone_says_what_is_missing(tmp_path: Path, repository: Path, run: Run) -> None:
    evidence = recorded(tmp_path, ROOTS[0])
    (evidence / "coverage.json").unlink()
    _, out, _ = run("gate", "specs", str(evidence))
    assert "add its `coverage json` or `xml`" in out


def test_what_fits_nothing_is_a_finding_with_the_way_out(
    tmp_path: Path, repository: Path, run: Run
) -> None:
    evidence = recorded(tmp_path, ROOTS[0])
    (repository / "src/shop/cart.py").rename(repository / "src/shop/basket.py")
    (repository / "specs/cart.yaml").write_text("modules: [{module: shop.basket}]\n")
    (repository / "src/shop/__init__.py").unlink()
    code, out, _ = run("gate", "specs", str(evidence))
    assert code == 1
    assert "coverage-unplaced" in out
    assert "app/src/shop/cart.py" in out
    assert "`coverage combine` maps them" in out
