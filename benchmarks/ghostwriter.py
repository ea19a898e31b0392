"""Tests compiled from specs beside tests that `hypothesis write` makes of the same modules.

Run it as ``python benchmarks/ghostwriter.py``.  For each module of ``benchmarks/ghostwriter`` it
compiles the spec that stands there, lets the Hypothesis ghostwriter write its tests, runs both with
pytest, and prints a table.  ``textwrap`` and ``colorsys`` come with Python, ``packaging`` from the
package index; ``relay`` is a few lines of async code.
"""

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from specgen.pipeline import compile_tree, write_tree

SPECS = Path(__file__).parent / "ghostwriter"
INCOMPLETE = "incomplete-scenario"
WRITE = "from hypothesis.extra.cli import main; main()"
MODULES = ("textwrap", "colorsys", "packaging.version", "packaging.utils", "relay")
PYTEST = """[pytest]
pythonpath = src
addopts = --import-mode=importlib -q -p no:cacheprovider
asyncio_default_fixture_loop_scope = function
"""
PROJECT = "project: compared\nsource: {root: src}\nskeletons: scenarios\ntiers: {all: {}}\n"


@dataclass(frozen=True)
class Score:
    """What one tool made of one module."""

    tests: int
    asserting: int
    assertions: int
    outcomes: Counter[str]
    awaited: str
    placeholders: int


def sources(root: Path) -> None:
    """Copy the modules to ``root/src``."""
    for name in MODULES:
        top = name.partition(".")[0]
        spec = importlib.util.find_spec(top) if top != "relay" else None
        origin = Path(str(spec.origin)) if spec else SPECS / "relay.py"
        if origin.name == "__init__.py":
            shutil.copytree(origin.parent, root / "src" / top, dirs_exist_ok=True)
        else:
            shutil.copy(origin, root / "src" / origin.name)


def compiled(root: Path) -> None:
    """Write our tests into ``root``."""
    (root / "specs").mkdir()
    (root / "specs/project.yaml").write_text(PROJECT, "utf-8")
    for name in MODULES:
        shutil.copy(SPECS / f"{name}.yaml", root / "specs" / f"{name}.yaml")
    compilation = compile_tree(root)
    wrong = [d for d in compilation.diagnostics if d.severity == "error" or d.rule == INCOMPLETE]
    said = [f"{d.place.path}: {d.message}" for d in wrong]
    if said:
        raise SystemExit("\n".join(said))
    write_tree(compilation)


def ghostwritten(root: Path) -> None:
    """Let the ghostwriter write its tests into ``root``."""
    for name in MODULES:
        command = [sys.executable, "-c", WRITE, "write", name]
        done = subprocess.run(command, cwd=root / "src", capture_output=True, text=True)
        path = root / "written" / f"test_{name.replace('.', '_')}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(done.stdout, "utf-8")


def score(root: Path, paths: list[Path], *, targets: set[str]) -> Score:
    """Run the tests of ``paths``, and count what is in them; ``targets`` are async functions."""
    trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    tests = [n for tree in trees for n in ast.walk(tree) if _is_test(n)]
    counts = [sum(map(_asserts, ast.walk(test))) for test in tests]
    command = [sys.executable, "-m", "pytest", "--junitxml=out.xml", *map(str, paths)]
    subprocess.run(command, cwd=root, capture_output=True, check=False)
    outcomes: Counter[str] = Counter()
    for case in ElementTree.parse(root / "out.xml").getroot().iter("testcase"):
        tags = {child.tag for child in case}
        outcomes["failed" if tags & {"failure", "error"} else "passed"] += "skipped" not in tags
    called = awaited = 0
    for tree in trees:
        held = {id(n) for node in ast.walk(tree) if _waits(node) for n in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in targets:
                called, awaited = called + 1, awaited + (id(node) in held)
    text = "".join(path.read_text("utf-8") for path in paths)
    left = len(re.findall(r"\bst\.nothing\(\)|\bpending\(", text))
    waits = f"{awaited} of {called}" if targets else "-"
    return Score(len(tests), sum(map(bool, counts)), sum(counts), outcomes, waits, left)


def _is_test(node: ast.AST) -> bool:
    function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    return function and getattr(node, "name", "").startswith("test_")


def _asserts(node: ast.AST) -> bool:
    """An assert, or an error that is expected."""
    raises = isinstance(node, ast.withitem) and "pytest.raises" in ast.unparse(node)
    refuses = isinstance(node, ast.Try)  # only these errors, and no others
    return isinstance(node, ast.Assert) or raises or refuses


def _waits(node: ast.AST) -> bool:
    return isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith)


def _name(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def table(root: Path) -> str:
    """All scores as Markdown."""
    lines = [
        "| module | by | tests | that assert | assertions | run green | fail | async calls awaited "
        "| placeholders left | lines of spec |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name in MODULES:
        source = root / "src" / f"{name.replace('.', '/')}.py"
        nodes = ast.walk(ast.parse(source.read_text("utf-8")))
        asyncs = {n.name for n in nodes if isinstance(n, ast.AsyncFunctionDef)}
        stem = name.rpartition(".")[2]
        theirs = [root / "written" / f"test_{name.replace('.', '_')}.py"]
        ours = sorted((root / "generated_tests").glob(f"**/test_{stem}_*.py"))
        size = sum(1 for x in (SPECS / f"{name}.yaml").read_text("utf-8").splitlines() if x)
        for tool, paths, lines_of in (("specgen", ours, size), ("ghostwriter", theirs, 0)):
            s = score(root, paths, targets=asyncs)
            cells = (name, tool, s.tests, s.asserting, s.assertions, s.outcomes["passed"],
                     s.outcomes["failed"], s.awaited, s.placeholders, lines_of)  # fmt: skip
            lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def main() -> int:
    """Write both, run both, print the table."""
    with tempfile.TemporaryDirectory(prefix="ghostwriter-") as folder:
        root = Path(folder)
        (root / "src").mkdir()
        (root / "pytest.ini").write_text(PYTEST, "utf-8")
        sources(root)
        compiled(root)
        ghostwritten(root)
        print(table(root))
    return 0


if __name__ == "__main__":
    sys.exit(main())
