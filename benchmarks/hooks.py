"""Commits and pushes in a real repository, under pre-commit, prek and the plain script.

Makes a small project, builds it, installs the hooks that were generated, and looks at what git
lets through: a clean tree, drift, a failing test, a second push of what has passed.  It installs
what it needs from the package index into an environment of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
FILES = {
    "specs/project.yaml": """\
project: shop
source: {root: src, package: shop, tests: [tests]}
tiers: {core: {modules: ["*"], requires: [unit]}}
runs:
  commit:   {types: [unit], budget: {total: 1m}}
  pre_push: {types: all, budget: {total: 5m}}
ci: {hooks: true}
""",
    "specs/cart.yaml": """\
module: shop.cart
scenarios:
  - {id: total, type: unit, title: Prices add up, target: total, cases: [{args: [[1]], returns: 1}]}
  - {id: slow, type: integration, title: A long way round, tests: ["tests/test_way.py"]}
""",
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "def total(prices: list[int]) -> int:\n    return sum(prices)\n",
    "tests/test_way.py": """\
import time

import pytest
from shop.cart import total


@pytest.mark.integration
def test_way():
    time.sleep(4)
    assert total([1]) == 1
""",
    "pyproject.toml": """\
[project]
name = "shop"
version = "1"
requires-python = ">=3.11"

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.build.targets.wheel]
packages = ["src/shop"]
""",
    ".gitignore": ".specgen/\n__pycache__/\n.pytest_cache/\n.coverage*\n",
}


@dataclass(frozen=True)
class Clone:
    """A work tree with hooks and a remote beside it."""

    root: Path
    env: Mapping[str, str]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command in it."""
        return subprocess.run(words, cwd=self.root, env=self.env, capture_output=True, text=True,
                              check=False, stdin=subprocess.DEVNULL, timeout=600)  # fmt: skip

    def must(self, *words: str) -> None:
        """Run a command that cannot fail."""
        done = self.run(*words)
        if done.returncode:
            raise SystemExit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")

    def write(self, path: str, text: str) -> None:
        """Write one file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def environment(folder: Path) -> dict[str, str]:
    """An environment with specgen, what tests need, and both managers of hooks."""
    venv.create(folder, with_pip=True)
    packages = (str(REPOSITORY), "pytest>=8.2", "pre-commit>=4", "prek", "coverage>=7.10.3")
    pip = (folder / "bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check")
    subprocess.run([*pip, *packages], check=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a",
           "GIT_COMMITTER_EMAIL": "a@b", "GIT_CONFIG_GLOBAL": os.devnull}  # fmt: skip
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**kept, **who, "PATH": path, "PRE_COMMIT_HOME": str(folder / "cache"),
            "PREK_HOME": str(folder / "prek")}  # fmt: skip


def cloned(folder: Path, env: Mapping[str, str]) -> Clone:
    """The project, built, installed and committed, with a bare repository as its remote."""
    clone = Clone(folder / "work", env)
    for path, text in FILES.items():
        clone.write(path, text)
    clone.must("git", "init", "-q", "-b", "main", ".")
    clone.must("git", "init", "-q", "--bare", str(folder / "remote.git"))
    clone.must("git", "remote", "add", "origin", str(folder / "remote.git"))
    clone.must("python", "-m", "pip", "install", "-q", "-e", ".")
    clone.must("specgen", "build")
    clone.must("git", "add", "-A")
    return clone


MANAGERS: dict[str, Callable[[Clone], None]] = {
    "pre-commit": lambda clone: clone.must("pre-commit", "install"),
    "prek": lambda clone: clone.must("prek", "install"),
    "script": lambda clone: clone.must("git", "config", "core.hooksPath", ".githooks"),
}


def story(clone: Clone, manager: str) -> list[tuple[str, bool, float]]:
    """What happened, whether it was right, and how many seconds it took."""
    MANAGERS[manager](clone)
    found: list[tuple[str, bool, float]] = []

    def step(name: str, words: tuple[str, ...], *, passes: bool, shows: str = "") -> None:
        began = time.monotonic()
        done = clone.run(*words)
        said = done.stdout + done.stderr
        right = (done.returncode == 0) == passes and shows in said
        found.append((name, right, time.monotonic() - began))
        if not right:
            print(said, file=sys.stderr)

    commit = ("git", "commit", "-q", "-m", "x")
    checks = manager != "script"  # the script is a pre-push hook only
    shown = "" if checks else "integration: reused"  # managers show what failed, and nothing else
    step("clean tree commits", commit, passes=True)
    step("clean tree pushes", ("git", "push", "-q", "origin", "HEAD:main"), passes=True)
    clone.must(*commit, "--allow-empty", "--no-verify")
    again = ("git", "push", "-q", "origin", "HEAD:again")
    step("a second push of the same tree", again, passes=True, shows=shown)
    spec = FILES["specs/cart.yaml"]
    clone.write("specs/cart.yaml", spec.replace("Prices add up", "All prices add up"))
    clone.must("git", "add", "-A")
    if checks:
        step("drift blocks a commit", commit, passes=False, shows="drift-stale")
    else:
        clone.must(*commit, "--no-verify")
        step("drift blocks a push", ("git", "push", "-q", "origin", "HEAD:main"), passes=False,
             shows="drift-stale")  # fmt: skip
    clone.must("specgen", "build")
    clone.must("git", "add", "-A")
    step("a build lets it through", commit, passes=True)
    clone.write("src/shop/cart.py", FILES["src/shop/cart.py"].replace("sum", "-sum"))
    clone.must("git", "add", "-A")
    if checks:
        step("a failing test blocks a commit", commit, passes=False, shows="1 failed")
    clone.must(*commit, "--no-verify")
    step("a failing test blocks a push", ("git", "push", "-q", "origin", "HEAD:main"),
         passes=False, shows="1 failed")  # fmt: skip
    clone.must("git", "reset", "-q", "--hard", "HEAD~1")
    step("without it the push passes", ("git", "push", "-q", "origin", "HEAD:main"), passes=True)
    step("a deletion runs nothing", ("git", "push", "-q", "origin", ":again"), passes=True)
    return found


def tried(folder: Path, env: Mapping[str, str]) -> tuple[str, bool, float]:
    """Our own manifest, tried from a clone of this repository as others would use it."""
    clone = cloned(folder, env)
    clone.must("git", "commit", "-q", "-m", "x")
    for tool in ("pre-commit", "prek"):
        clone.must(tool, "validate-config", ".pre-commit-config.yaml")
        clone.must(tool, "validate-manifest", str(REPOSITORY / ".pre-commit-hooks.yaml"))
    source = folder / "specgen"
    subprocess.run(["git", "clone", "-q", "--depth", "1", REPOSITORY.as_uri(), source], check=True)
    began = time.monotonic()
    done = clone.run("pre-commit", "try-repo", str(source), "specgen-check", "--all-files")
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
    return "specgen-check of our manifest, tried", done.returncode == 0, time.monotonic() - began


def main() -> int:
    """Tell every story; 1 where something was let through, or stopped, that should not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--managers", nargs="*", choices=MANAGERS, default=list(MANAGERS))
    chosen = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(folder / "venv")
        rows = [(m, *row) for m in chosen.managers for row in story(cloned(folder / m, env), m)]
        rows.append(("pre-commit", *tried(folder / "tried", env)))
    for manager, what, right, seconds in rows:
        wrong += not right
        print(f"{manager:12}{what:40}{'as it should' if right else 'WRONG':14}{seconds:6.1f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
