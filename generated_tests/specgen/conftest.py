"""What the bodies that people wrote share: a small repository, and specgen run on it."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import pytest

from specgen.diagnostics import Diagnostic
from specgen.pipeline import BUILT_IN
from specgen.program.model import Program
from specgen.program.resolve import resolve
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.parse import parse

PROJECT = """\
project: shop
source: {root: src, package: shop, tests: [tests]}
tiers: {core: {requires: [unit]}}
"""
CART = '''\
"""A cart."""


def fetch() -> list[int]:
    """Prices from elsewhere."""
    return [1]


def total(prices: list[int]) -> int:
    """The sum of ``prices``."""
    return sum(prices)
'''
Tree = Callable[[Mapping[str, str]], Path]
Meant = Callable[[str], tuple[Program, tuple[Diagnostic, ...]]]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Writes files, given as path and text, and returns the folder that they are in."""

    def write(files: Mapping[str, str]) -> Path:
        for path, text in files.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        return tmp_path

    return write


@pytest.fixture
def shop(tree: Tree) -> Path:
    """A repository with one module, ``shop.cart``, that owes unit tests."""
    return tree(
        {
            "specs/project.yaml": PROJECT,
            "specs/cart.yaml": "module: shop.cart\n",
            "src/shop/__init__.py": "",
            "src/shop/cart.py": CART,
        }
    )


@pytest.fixture
def judged_shop(shop: Path, specgen: Run) -> Path:
    """The shop with one finished test, built, and a gate that blocks."""
    with (shop / "specs/project.yaml").open("a", encoding="utf-8") as project:
        project.write(
            "runs: {commit: {types: [unit]}, main: {types: all}}\n"
            "enforcement: [{from: 2020-01-01, stage: blocking}]\n"
        )
    (shop / "specs/cart.yaml").write_text(
        "module: shop.cart\nscenarios:\n  - {type: unit, id: adds, title: Adds, target: total,"
        " cases: [{args: [[1, 2]], returns: 3}]}\n",
        encoding="utf-8",
    )
    (shop / "pytest.ini").write_text(
        "[pytest]\npythonpath = src\naddopts = --import-mode=importlib\n"
        "asyncio_default_fixture_loop_scope = function\n",
        encoding="utf-8",
    )
    specgen("build")
    return shop


@pytest.fixture
def hand_written(shop: Path) -> Path:
    """Where to write a unit test of the cart that is not generated; it is not there yet."""
    path = shop / "tests/unit/test_cart.py"
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def specgen(shop: Path) -> Run:
    """The command line, run in the shop; ``module`` is another command of Python's."""

    def run(*words: str, module: str = "specgen") -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join((str(shop / "src"), *sys.path))
        return subprocess.run(
            [sys.executable, "-m", module, *words],
            cwd=shop,
            env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def meant() -> Meant:
    """What the text of one spec file means, and what reading it said."""

    def mean(text: str) -> tuple[Program, tuple[Diagnostic, ...]]:
        file, said = read(PurePosixPath("specs/project.yaml"), text.encode())
        written, problems = parse((file,), plain, said=said)
        program, more = resolve(written[0], BUILT_IN)
        return program, (*said, *problems, *more)

    return mean


@pytest.fixture(scope="session")
def shop_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of the shop, for tests that only read it."""
    root = tmp_path_factory.mktemp("shop")
    (root / "src/shop").mkdir(parents=True)
    (root / "src/shop/__init__.py").touch()
    (root / "src/shop/cart.py").write_text(CART, encoding="utf-8")
    return root
