"""What counts for the digest of a tree, and what does not."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.evidence.inputs import commit_at, inputs_of, root_of, tree_at
from specgen.evidence.model_inputs import Inputs

FILES = {
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "def total():\n    return 1\n",
    "src/shop/prices.json": "{}\n",
    "src/README.md": "# Shop\n",
    "tests/test_cart.py": "def test_total():\n    assert True\n",
    "tests/data/cart.md": "# Expected\n",
    "tests/conftest.py": "",
    "generated_tests/shop/unit/test_cart.py": "",
    "specs/project.yaml": "project: shop\n",
    "specs/specgen.lock": "{}\n",
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n[tool.pytest.ini_options]\n'
    'addopts = "-ra"\n[tool.coverage.run]\nbranch = true\n',
    "uv.lock": "version = 1\n",
    "README.md": "# Shop\n",
    "docs/testing/GAPS.md": "# Gaps\n",
    "docs/conf.py": "",
    ".github/workflows/ci.yml": "on: push\n",
    ".gitlab-ci.yml": "a: b\n",
    ".gitignore": "*.log\n/local.py\n",
}
Edit = Callable[[Path], object]


def git(root: Path, *words: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    done = subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)
    return done.stdout.decode()


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8", newline="")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    for path, text in FILES.items():
        write(root, path, text)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "All")
    return root


COUNT = {
    "code": ("code", "src/shop/cart.py", "def total():\n    return 2\n"),
    "data of the code": ("code", "src/shop/prices.json", "[]\n"),
    "new code": ("code", "src/shop/tax.py", ""),
    "a script": ("code", "noxfile.py", "import nox\n"),
    "tests": ("tests", "tests/test_cart.py", "def test_total():\n    assert 1\n"),
    "generated tests": ("tests", "generated_tests/shop/unit/test_cart.py", "import shop\n"),
    "data of tests": ("tests", "tests/data/cart.md", "# Other\n"),
    "a project that is data of tests": ("tests", "tests/data/pyproject.toml", "# None\n"),
    "conftest": ("tests", "tests/conftest.py", "import os\n"),
    "a conftest at the top": ("tests", "conftest.py", "import os\n"),
    "specs": ("specs", "specs/project.yaml", "project: shop\ntitle: Shop\n"),
    "a new spec": ("specs", "specs/cart.yaml", "module: shop.cart\n"),
    "lock": ("dependencies", "uv.lock", "version = 2\n"),
    "requirements": ("dependencies", "requirements-dev.txt", "pytest\n"),
    "pylock": ("dependencies", "pylock.ci.toml", "x = 1\n"),
    "pytest.ini": ("settings", "pytest.ini", "[pytest]\n"),
    ".coveragerc": ("settings", ".coveragerc", "[run]\n"),
    "tox.ini": ("settings", "tox.ini", "[pytest]\naddopts = -x\n"),
    "setup.cfg": ("settings", "setup.cfg", "[tool:pytest]\naddopts = -x\n"),
    "setup.cfg, dependencies": ("dependencies", "setup.cfg", "[options]\ninstall_requires = a\n"),
}
DO_NOT = {
    "a document": ("README.md", "# Other\n"),
    "a document of the code": ("src/README.md", "# Other\n"),
    "what specgen writes": ("docs/testing/GAPS.md", "# Other\n"),
    "code of documents": ("docs/conf.py", "x = 1\n"),
    "GitHub": (".github/workflows/ci.yml", "on: pull_request\n"),
    "GitLab": (".gitlab-ci.yml", "a: c\n"),
    "the lock of builds": ("specs/specgen.lock", "{ }\n"),
    "the baseline": ("specs/baseline.json", "{}\n"),
    "a report": ("coverage.xml", "<coverage/>\n"),
    "what git ignores": ("local.py", "x = 1\n"),
    "a log beside tests": ("tests/run.log", "1\n"),
    "mutants": ("mutants/src/shop/cart.py", "x = 1\n"),
    "a cache": ("tests/__pycache__/test_cart.cpython-311.pyc", "x"),
    "an environment": ("venv/lib/shop.py", "x = 1\n"),
    "tables of others": ("tox.ini", "[flake8]\nmax-line-length = 100\n"),
    "links to follow": ("evidence/unit/1.jsonl", "{}\n"),
}


@pytest.mark.parametrize("what", COUNT)
def test_what_counts_changes_its_part_alone(tree: Path, what: str) -> None:
    part, path, text = COUNT[what]
    before = inputs_of(tree)
    write(tree, path, text)
    after = inputs_of(tree)
    assert after.tree != before.tree
    assert before.differing(after) == (part,)


@pytest.mark.parametrize("what", DO_NOT)
def test_what_does_not_count(tree: Path, what: str) -> None:
    before = inputs_of(tree)
    write(tree, *DO_NOT[what])
    assert inputs_of(tree) == before


PYPROJECT = FILES["pyproject.toml"]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('version = "1"', 'version = "2"', ""),
        ("[project]", "# A comment\n[project]", ""),
        ("[tool.coverage", "[tool.ruff]\nline-length = 1\n[tool.coverage", ""),
        ('"-ra"', '"-rA"', "settings"),
        ("branch = true", "branch = false", "settings"),
        ('version = "1"', 'version = "1"\ndependencies = ["a"]', "dependencies"),
        ("[tool.coverage", '[dependency-groups]\ntest = ["a"]\n[tool.coverage', "dependencies"),
        ("[project]", "[project", "settings"),
    ],
)
def test_pyproject_counts_by_what_it_says(tree: Path, old: str, new: str, part: str) -> None:
    before = inputs_of(tree)
    write(tree, "pyproject.toml", PYPROJECT.replace(old, new))
    assert " ".join(before.differing(inputs_of(tree))) == part


def test_commits_that_touch_nothing_of_it(tree: Path) -> None:
    """A merge of equal content, an amended message, an empty commit, another branch."""
    write(tree, "src/shop/cart.py", "def total():\n    return 3\n")
    dirty = inputs_of(tree)
    git(tree, "commit", "-qam", "Three")
    clean = inputs_of(tree)
    assert clean.tree == dirty.tree
    assert clean.commit != dirty.commit
    git(tree, "commit", "-q", "--amend", "-m", "Three, said better")
    assert inputs_of(tree).tree == dirty.tree
    git(tree, "checkout", "-qb", "side", "HEAD~1")
    write(tree, "README.md", "# Side\n")
    git(tree, "commit", "-qam", "Side")
    git(tree, "merge", "-q", "--no-ff", "-m", "Merge", "main")
    assert inputs_of(tree).tree == dirty.tree


def test_new_files_count_before_they_are_added(tree: Path) -> None:
    write(tree, "tests/data/new.json", "{}\n")
    before = inputs_of(tree)
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "New")
    assert inputs_of(tree).tree == before.tree


def test_another_checkout_says_the_same(tree: Path, tmp_path: Path) -> None:
    """With the line ends of Windows, below another path, and without git."""
    known = inputs_of(tree)
    git(tree, "clone", "-q", "-c", "core.autocrlf=true", str(tree), str(tmp_path / "windows"))
    assert b"\r\n" in (tmp_path / "windows/src/shop/cart.py").read_bytes()
    assert inputs_of(tmp_path / "windows") == known
    git(tree, "archive", "-o", str(tmp_path / "tree.tar"), "HEAD")
    (tmp_path / "plain").mkdir()
    subprocess.run(["tar", "-xf", "../tree.tar"], cwd=tmp_path / "plain", check=True)
    write(tmp_path / "plain", "src/shop/__pycache__/cart.cpython-311.pyc", "x")
    assert inputs_of(tmp_path / "plain") == Inputs(known.tree, known.parts)


def test_line_ends_of_what_is_no_text_count(tree: Path) -> None:
    (tree / "tests/data/a.bin").write_bytes(b"\0\r\n")
    before = inputs_of(tree)
    (tree / "tests/data/a.bin").write_bytes(b"\0\n")
    assert inputs_of(tree).tree != before.tree


def test_links_count_by_where_they_lead(tree: Path, tmp_path: Path) -> None:
    """What lies outside is never read, be it by a link or below one."""
    write(tmp_path, "outside/secret.py", "1")
    (tree / "tests/data/link").symlink_to(tmp_path / "outside/secret.py")
    known = inputs_of(tree)
    write(tmp_path, "outside/secret.py", "2")
    assert inputs_of(tree) == known
    (tree / "tests/data/link").unlink()
    (tree / "tests/data/link").symlink_to("elsewhere")
    assert inputs_of(tree) != known
    git(tree, "add", "-A")
    folder = tree / "src/shop"
    folder.rename(tmp_path / "shop-of-others")
    folder.symlink_to(tmp_path / "shop-of-others")
    known = inputs_of(tree)
    write(tmp_path, "shop-of-others/cart.py", "3")
    assert inputs_of(tree) == known


def test_a_pipe_holds_nothing_up(tree: Path) -> None:
    known = inputs_of(tree)
    os.mkfifo(tree / "tests/pipe")
    assert inputs_of(tree) == known


def test_a_repository_inside_counts_by_its_files(tree: Path, tmp_path: Path) -> None:
    write(tmp_path, "data/x.json", "1")
    inner = tmp_path / "data"
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "X"]):
        git(inner, *words)
    allow = ("-c", "protocol.file.allow=always")
    git(tree, *allow, "submodule", "--quiet", "add", str(inner), "tests/data.v1")
    known = inputs_of(tree)
    write(tree, "tests/data.v1/x.json", "2")
    assert known.differing(inputs_of(tree)) == ("tests",)


def test_what_is_left_out_by_name(tree: Path) -> None:
    known = inputs_of(tree)
    write(tree, "tests/records/1.jsonl", "{}")
    assert inputs_of(tree, without=[tree / "tests/records"]) == known
    assert inputs_of(tree, without=[tree.parent]) != known


def test_the_tree_is_read_again_where_it_was_touched(tree: Path) -> None:
    first = tree_at(tree)
    assert first.again().inputs == first.inputs
    write(tree, "src/shop/cart.py", "def total():\n    return 7\n")
    write(tree, "tests/out.png", "x")
    write(tree, "tests/test_new.py", "")
    (tree / "tests/conftest.py").unlink()
    later = first.again()
    assert first.changed(later) == (
        "src/shop/cart.py",
        "tests/conftest.py",
        "tests/test_new.py",
    )
    assert first.left(later) == ("tests/out.png",)
    assert later.inputs == tree_at(tree).inputs


def test_a_checkout_of_somebody_else_is_read(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In containers the owner is another; git then refuses unless told that this is meant."""
    known = inputs_of(tree)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nonexistent/index")
    assert inputs_of(tree) == known
    assert commit_at(tree) == git_head(tree)


def git_head(tree: Path) -> str:
    return (tree / ".git/refs/heads/main").read_text().strip()


def test_the_root_is_where_the_specs_are(tree: Path, tmp_path: Path) -> None:
    assert root_of(tree / "tests") == tree
    assert root_of(tree) == tree
    write(tmp_path, "specs/project.yaml", "project: other\n")
    (tree / "specs/project.yaml").unlink()
    assert (
        root_of(tree / "tests") == tree / "tests"
    )  # the top of the checkout is as far as it looks
    (tree / "specs/shop").mkdir()
    write(tree, "specs/shop/project.yaml", "project: shop\n")
    assert root_of(tree / "tests") == tree


def test_no_files_at_all(tmp_path: Path) -> None:
    assert inputs_of(tmp_path).parts == {}
    assert inputs_of(tmp_path / "none").tree == inputs_of(tmp_path).tree


def test_parts_that_differ() -> None:
    one, other = Inputs("a", {"code": "1", "specs": "2"}), Inputs("b", {"code": "1", "tests": "3"})
    assert one.differing(other) == ("tests", "specs")
    assert one.differing(Inputs("c")) == ("code", "tests", "specs", "settings", "dependencies")
    assert Inputs("0123456789abcdef", commit="fedcba9876543210").shown == (
        "0123456789ab (commit fedcba987654)"
    )
