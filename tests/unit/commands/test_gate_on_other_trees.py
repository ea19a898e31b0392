"""`specgen gate` on evidence of this tree, of another one, and of nobody knows which."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.evidence.inputs import inputs_of
from specgen.evidence.stamps import STAMP

Run = Callable[..., tuple[int, str, str]]
Findings = Callable[..., dict[str, dict[str, str]]]
JUNIT = (
    '<testsuite name="s" tests="1">'
    '<testcase classname="tests.test_cart" name="test_total"/></testsuite>'
)
ABOUT_TREES = (
    "evidence-of-another-tree",
    "tree-accepted",
    "evidence-unstamped",
    "evidence-altered",
)


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def edit(root: Path, path: str, text: str = "# changed\n") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    with (root / path).open("a", encoding="utf-8") as stream:
        stream.write(text)


def recorded(root: Path, *words: str) -> None:
    """What pytest alone records, in a folder beside the repository."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    into = f"--specgen-record={root.parent / 'evidence'}"
    subprocess.run([*command, into], cwd=root, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, repository: Path) -> Path:
    root = tmp_path / "checkout"
    root.mkdir()
    for name in ("specs", "src", "tests"):
        (tmp_path / name).rename(root / name)
    (root / "pytest.ini").write_text(
        "[pytest]\nasyncio_default_fixture_loop_scope = function\nmarkers =\n  unit\n  race\n"
    )
    (root / "uv.lock").write_text("version = 1\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "All")
    return root


@pytest.fixture
def about_trees(run: Run, repository: Path) -> Findings:
    """What the gate says of trees, by rule."""

    def found(*words: str, where: str = "../evidence") -> dict[str, dict[str, str]]:
        verdict = json.loads(run("gate", where, "--format", "json", *words)[1])
        return {f["rule"]: f for f in verdict["findings"] if f["rule"] in ABOUT_TREES}

    return found


def commit(root: Path, *words: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Next", *words)


def documents(root: Path) -> None:
    for path in ("README.md", "docs/use.md", ".github/workflows/ci.yml", "coverage.xml"):
        edit(root, path)
    commit(root)


def merged(root: Path) -> None:
    git(root, "checkout", "-qb", "side")
    edit(root, "README.md")
    commit(root)
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "Merge", "side")


STILL_VALID: dict[str, Callable[[Path], None]] = {
    "the same commit": lambda root: None,
    "documents, CI and reports": documents,
    "a merge of equal content": merged,
    "amended": lambda root: git(root, "commit", "-q", "--amend", "-m", "Said better"),
    "a build": lambda root: edit(root, "specs/specgen.lock"),
    "settings of another tool": lambda root: edit(root, "pyproject.toml", "[tool.ruff]\n"),
}
OF_ANOTHER: dict[str, tuple[str, str]] = {
    "code": ("src/shop/cart.py", "code"),
    "tests": ("tests/test_cart.py", "tests"),
    "generated tests": ("generated_tests/shop/unit/test_x.py", "tests"),
    "conftest": ("tests/conftest.py", "tests"),
    "specs": ("specs/cart.yaml", "specs"),
    "lock": ("uv.lock", "dependencies"),
    "pytest settings": ("pytest.ini", "settings"),
    "coverage settings": (".coveragerc", "settings"),
}


@pytest.mark.parametrize("what", STILL_VALID)
def test_it_stays_valid(repository: Path, about_trees: Findings, what: str) -> None:
    recorded(repository)
    STILL_VALID[what](repository)
    assert about_trees() == {}


@pytest.mark.parametrize("what", OF_ANOTHER)
def test_it_is_of_another_tree(repository: Path, about_trees: Findings, what: str) -> None:
    recorded(repository)
    old = inputs_of(repository)
    path, part = OF_ANOTHER[what]
    edit(repository, path)
    commit(repository)
    new = inputs_of(repository)
    (found,) = about_trees().values()
    assert found["status"] == "fails"
    assert found["message"] == (
        f"records of all tests is of tree {old.shown}, this is tree {new.shown}: {part} differs"
    )
    assert new.commit[:12] in found["message"]
    assert found["path"].endswith(".jsonl")
    assert f"--accept-tree {old.tree[:12]}" in found["tip"]


def test_what_was_green_before_the_code_broke_fails(run: Run, repository: Path) -> None:
    """Nothing but the tree is wrong, and monitoring does not make it right."""
    edit(repository, "specs/project.yaml", "enforcement: [{from: 2020-01-01, stage: monitoring}]\n")
    recorded(repository)
    assert run("gate", "../evidence")[0] == 0
    edit(repository, "src/shop/cart.py", "raise SystemExit\n")
    commit(repository)
    assert run("gate", "../evidence")[0] == 1


def test_a_dirty_tree_that_is_committed_as_it_is(repository: Path, about_trees: Findings) -> None:
    edit(repository, "src/shop/cart.py")
    edit(repository, "tests/data/new.json", "{}\n")
    recorded(repository)
    commit(repository)
    assert about_trees() == {}


def test_shards_of_one_commit_from_several_checkouts(
    repository: Path, about_trees: Findings, tmp_path: Path
) -> None:
    """One of them with the line ends of Windows, below other paths."""
    recorded(repository)
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(repository), "machine-2")
    recorded(tmp_path / "machine-2")
    assert about_trees() == {}
    edit(tmp_path / "machine-2", "src/shop/cart.py")
    recorded(tmp_path / "machine-2")
    assert list(about_trees()) == ["evidence-of-another-tree"]


def test_accepted_by_hand_it_is_said_and_proves_nothing(
    run: Run, repository: Path, about_trees: Findings
) -> None:
    edit(repository, "specs/project.yaml", "enforcement: [{from: 2020-01-01, stage: monitoring}]\n")
    path = repository / "specs/project.yaml"
    path.write_text(path.read_text().replace("top: {", "top: {evidence: passing, "))
    recorded(repository)
    old = inputs_of(repository).tree[:12]
    edit(repository, "src/shop/cart.py")
    words = ("gate", "../evidence", "--accept-tree", old)
    assert run(*words)[0] == 0
    assert set(about_trees("--accept-tree", old)) == {"tree-accepted"}
    for name in ("text", "json", "github", "sarif", "codequality", "comment", "summary", "report"):
        assert f"evidence of tree {old}" in run(*words, "--format", name)[1], name
    verdict = json.loads(run(*words, "--format", "json")[1])
    assert verdict["shares"]["met"] == 0
    assert {f["status"] for f in verdict["findings"] if f["rule"] == "tree-accepted"} == {"warns"}
    assert run("gate", "../evidence", "--accept-tree", "f" * 12)[0] == 1


@pytest.mark.parametrize("word", ["all", "a", "A" * 12, "a" * 65])
def test_no_switch_accepts_any_tree(run: Run, repository: Path, word: str) -> None:
    code, _, err = run("gate", "../evidence", "--accept-tree", word)
    assert (code, "is not a digest" in err) == (2, True)


def test_a_tree_that_changed_while_tests_ran(repository: Path, about_trees: Findings) -> None:
    edit(
        repository,
        "tests/test_cart.py",
        "\n\ndef test_writes() -> None:\n    open('src/shop/log.py', 'a').write('# more\\n')\n",
    )
    recorded(repository)
    (found,) = about_trees().values()
    assert found["message"] == (
        "the tree changed while records of all tests was made: src/shop/log.py"
    )


def test_records_without_a_tree(repository: Path, about_trees: Findings, tmp_path: Path) -> None:
    recorded(repository)
    (path,) = (tmp_path / "evidence").glob("*.jsonl")
    first, *others = path.read_text().splitlines()
    bare = {k: v for k, v in json.loads(first).items() if k != "tree"}
    path.write_text("\n".join((json.dumps(bare), *others)) + "\n")
    (found,) = about_trees().values()
    assert (found["rule"], found["subject"]) == ("evidence-unstamped", "records of all tests")
    policy = (
        "enforcement: [{from: 2020-01-01, stage: blocking}]\n"
        "rules: {evidence-unstamped: monitoring}\n"
    )
    edit(repository, "specs/project.yaml", policy)
    assert about_trees()["evidence-unstamped"]["status"] == "reported"


def test_foreign_evidence_is_stamped(
    run: Run, repository: Path, about_trees: Findings, tmp_path: Path
) -> None:
    (tmp_path / "evidence").mkdir()
    assert run("stamp", "../evidence") == (
        1, "", "nothing to stamp in ../evidence: no evidence of other tools\n",
    )  # fmt: skip
    (tmp_path / "evidence/junit.xml").write_text(JUNIT)
    assert about_trees()["evidence-unstamped"]["subject"].endswith("evidence/junit.xml")
    code, out, _ = run("stamp", "../evidence")
    shown = inputs_of(repository).shown
    assert (code, out) == (0, f"stamped 1 of tree {shown}: ../evidence/{STAMP}\n")
    assert about_trees() == {}
    assert about_trees(where="../evidence/junit.xml") == {}
    (tmp_path / "evidence/junit.xml").write_text(JUNIT.replace("test_total", "test_other"))
    assert about_trees()["evidence-altered"]["status"] == "fails"
    run("stamp", "../evidence")
    edit(repository, "src/shop/cart.py")
    assert list(about_trees()) == ["evidence-of-another-tree"]


def test_there_must_be_a_folder(run: Run, repository: Path) -> None:
    code, _, err = run("stamp", "nowhere")
    assert (code, "there is no folder nowhere" in err) == (2, True)
