"""Real runs of mutmut and cosmic-ray on a small package: their own counts against ours."""

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from specgen.evidence.load import load

CODE = """\
def discount(price, percent):
    if percent < 0 or percent > 100:
        raise ValueError("percent")
    return price - price * percent / 100


def shipping(weight):
    if weight > 20:
        return 15
    return 5


def untested(a):
    return a + 1
"""
TESTS = """\
import pytest

from shop.cart import discount, shipping


def test_discount():
    assert discount(100, 10) == 90


def test_wrong():
    with pytest.raises(ValueError):
        discount(1, 101)


def test_shipping():
    assert shipping(1) == 5
"""
CONFIG = """\
[cosmic-ray]
module-path = "src/shop/cart.py"
timeout = 20.0
excluded-modules = []
test-command = "{python} -m pytest -x -q"
[cosmic-ray.distributor]
name = "local"
"""
PROJECT = """\
[project]
name = "shop"
version = "1"
[tool.pytest.ini_options]
pythonpath = ["src"]
[tool.mutmut]
paths_to_mutate = ["src/"]
tests_dir = ["tests/"]
"""
Row = tuple[str, object, object]


def mutated(work: Path) -> Iterator[Row]:
    """Both tools, where they could be installed; the files stay below ``work/mutants``."""
    python = work / "venv/bin/python"
    root = work / "mutants"
    shutil.rmtree(root, ignore_errors=True)
    for name, text in (("src/shop/__init__.py", ""), ("src/shop/cart.py", CODE),
                       ("tests/test_cart.py", TESTS), ("pyproject.toml", PROJECT),
                       ("cr.toml", CONFIG.format(python=python))):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    yield from _cosmic_ray(root, python)
    yield from _mutmut(root, python)


def _cosmic_ray(root: Path, python: Path) -> Iterator[Row]:
    tool = [str(python.with_name("cosmic-ray"))]
    for words in (("init", "cr.toml", "cr.sqlite"), ("exec", "cr.toml", "cr.sqlite")):
        subprocess.run([*tool, *words], cwd=root, check=True, capture_output=True)
    dump = subprocess.run([*tool, "dump", "cr.sqlite"], cwd=root, check=True, capture_output=True)
    (root / "cr.jsonlines").write_bytes(dump.stdout)
    report = [str(python.with_name("cr-rate")), "cr.sqlite"]  # the share that survived, in percent
    said = subprocess.run(report, cwd=root, check=True, capture_output=True, text=True).stdout
    survived = float(re.findall(r"[\d.]+", said)[0])
    for name in ("cr.sqlite", "cr.jsonlines"):
        (found,) = load([root / name], root=root).mutations.values()
        assert found.score is not None
        ours = round(100 - 100 * found.score, 2)
        yield f"cosmic-ray {name}: % survived of {found.killed + found.survived}", survived, ours


def _mutmut(root: Path, python: Path) -> Iterator[Row]:
    tool = str(python.with_name("mutmut"))
    subprocess.run([tool, "run", "--max-children", "2"], cwd=root, capture_output=True)
    said = subprocess.run([tool, "results", "--all", "true"], cwd=root, capture_output=True,
                          text=True).stdout  # fmt: skip
    theirs = Counter(line.rsplit(": ", 1)[1] for line in said.splitlines() if ": " in line)
    (meta,) = (root / "mutants").rglob("cart.py.meta")
    (found,) = load([meta], root=root).mutations.values()
    ours = {"killed": found.killed, "survived": found.survived, "no tests": found.untested}
    yield "mutmut", dict(sorted(theirs.items())), {k: n for k, n in sorted(ours.items()) if n}
    assert json.loads(meta.read_text("utf-8"))
