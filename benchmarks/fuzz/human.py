"""Targets for the merge: what people do to generated tests, met by a build."""

import ast
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from unittest.mock import patch

from benchmarks.fuzz.corpus import cases, files_below
from benchmarks.fuzz.model import Files, Target, Wrong
from benchmarks.fuzz.mutate import mutated_bytes, mutated_lines
from benchmarks.fuzz.specs import run_build, spec_into

from specgen import pipeline
from specgen.lock.model import Lock
from specgen.lock.read import read_lock
from specgen.merge import merge as merging
from specgen.merge.model import Merged
from specgen.plan import PlannedFile

_MOST = 24  # trees that are built before the first input
_OURS = "\n\ndef test_of_a_person_{0}():\n    assert {0} == {0}  # by hand\n"
_LINES = (
    "import os", "from shop import cart", "@pytest.mark.skip", "@pytest.fixture", "def own(x=1):",
    "    return 1", "class TestMine:", "    def test_a(self): ...", "# a comment",
    "    assert total([1]) == 1", "    pending()", "if True:", "    pass", "x = '''", "'''", "\\",
    "async def test_later(): ...", "for each in ():", "try:", "except Exception: pass", "\x0c",
    "    # é 漢字 e\u0301", "x: int = 1; y = 2", "@spec('cart.unit.a')", "del x", "    yield",
)  # fmt: skip
_NOTE = Path("tests-of-people.txt")


@cache
def built() -> tuple[dict[str, bytes], ...]:
    """Some cases with what a build makes of them."""
    found: list[dict[str, bytes]] = []
    for name, files in sorted(cases().items()):
        if len(found) == _MOST:
            break
        with tempfile.TemporaryDirectory() as folder:
            laid(files, Path(folder))
            compilation = pipeline.compile_tree(Path(folder))
            if not compilation.failed and not pipeline.write_tree(compilation):
                tree = files_below(Path(folder))
                if generated(tree) and name != "merge":
                    found.append(tree)
    return tuple(found)


def laid(files: Files, folder: Path) -> None:
    """Write a tree below ``folder``."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def generated(tree: Files) -> list[str]:
    """The generated test files of a tree."""
    return [p for p in sorted(tree) if p.startswith("generated_tests/") and "/test_" in p]


def make(chance: Random) -> Files:
    """A built tree in which a person edited a generated test file, and perhaps the specs."""
    tree = dict(chance.choice(built()))
    path = chance.choice(generated(tree))
    text = tree[path].decode()
    if chance.random() < 0.75:
        at = chance.choice([len(text), *_ends(text)])
        name = chance.randrange(10**6)
        text = text[:at] + _OURS.format(name) + text[at:]
        tree[str(_NOTE)] = f"{path}\ntest_of_a_person_{name}\n".encode()
    kind = chance.random()
    if kind < 0.3:
        text = mutated_lines(text, chance, more=_LINES)
    made = text.encode("utf-8", "surrogatepass")
    if 0.3 <= kind < 0.4:
        made = mutated_bytes(made, chance)
    elif 0.4 <= kind < 0.6:
        made = made.replace(b"\n", b"\r\n") if chance.random() < 0.5 else made.rstrip()
    tree[path] = made
    if chance.random() < 0.4:
        return spec_into(tree, chance, odd=0.02, raw=0.0)
    return tree


def _ends(text: str) -> list[int]:
    """Offsets between the functions of a file."""
    lines = text.splitlines(keepends=True)
    tree = ast.parse(text)
    ends = [node.end_lineno or 0 for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [sum(map(len, lines[:end])) for end in ends]


def run(files: Files, root: Path) -> Iterator[str]:
    """Build; what a person wrote is there afterwards, and a second build has nothing to do."""
    note = root / _NOTE
    path, name = note.read_text().split() if note.exists() else ("", "")
    own = body_of(root / path, name) if name else ""
    if own or not name:
        yield "parsed"
    stages = run_build(files, root)
    for stage in stages:
        yield {"parsed": "written"}.get(stage, stage)
    if own and not any(own == body_of(p, name) for p in root.glob("generated_tests/**/*.py")):
        raise Wrong(f"{name} of {path} is gone or changed")


def body_of(path: Path, name: str) -> str:
    """The function of that name as it is written; empty where it, or the file, is not there."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = path.read_text("utf-8")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, OSError):
        return ""
    found = (n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name)
    return next((ast.get_source_segment(text, node) or "" for node in found), "")


@cache
def planned_files() -> dict[tuple[str, bytes], tuple[PlannedFile, Lock]]:
    """What is planned for each generated file of the built trees, and the lock beside it, by its
    path and its bytes as built."""
    found = {}
    for tree in built():
        with tempfile.TemporaryDirectory() as folder:
            laid(tree, Path(folder))
            compilation = pipeline.compile_tree(Path(folder))
        for project in compilation.projects:
            lock = read_lock(tree[str(project.program.project.outputs.lock)].decode())
            found.update({
                (str(file.path), tree[str(file.path)]): (file, lock)
                for file in project.plan.files
                if str(file.path) in generated(tree)
            })  # fmt: skip
    return found


def make_file(chance: Random) -> Files:
    """One generated file, as built and as a person left it."""
    path, before = chance.choice(sorted(planned_files()))
    text = before.decode()
    name = chance.randrange(10**6)
    at = chance.choice([len(text), *_ends(text)])
    text = text[:at] + _OURS.format(name) + text[at:]
    made = text.encode()
    kind = chance.random()
    if kind < 0.45:
        made = mutated_lines(text, chance, more=_LINES).encode("utf-8", "surrogatepass")
    elif kind < 0.55:
        made = mutated_bytes(made, chance)
    elif kind < 0.7:
        made = made.replace(b"\n", b"\r\n")
    return {"path": path.encode(), "before": before, "after": made, "name": str(name).encode()}


def run_file(files: Files, _: Path) -> Iterator[str]:
    """Merge; a person's test is there afterwards, and a second merge changes nothing."""
    planned, lock = planned_files()[files["path"].decode(), files["before"]]
    name = f"test_of_a_person_{files['name'].decode()}"
    own = _function(files["after"], name)
    if own is not None:
        yield "parsed"
    merged = merging.merge(planned, files["after"], lock=lock)
    yield "merged"
    if own and own != _function(merged.data, name):
        raise Wrong(f"{name} is gone or changed")
    if own is not None and _function(merged.data, name) is None:
        raise Wrong("what parsed does not parse any more")
    again = merging.merge(planned, merged.data, lock=lock)
    if again.data != merged.data:
        raise Wrong("a second merge changes more")


def _function(data: bytes, name: str) -> str | None:
    """The function of that name, empty where there is none; None where ``data`` does not parse."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = (n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name)
    return next((ast.unparse(node) for node in found), "")


def good_file() -> Files:
    """A file with a test that a person added."""
    path, before = sorted(planned_files())[0]
    after = before + _OURS.format(7).encode()
    return {"path": path.encode(), "before": before, "after": after, "name": b"7"}


def good() -> Files:
    """A built tree with a test that a person added."""
    tree = dict(built()[0])
    path = generated(tree)[0]
    tree[path] += _OURS.format(7).encode()
    tree[str(_NOTE)] = f"{path}\ntest_of_a_person_7\n".encode()
    return tree


@contextmanager
def forgetful() -> Iterator[None]:
    """The merge forgets what people wrote."""
    right = merging.merge

    def merged(planned: PlannedFile, existing: bytes, *, lock: Lock) -> Merged:
        found = right(planned, existing, lock=lock)
        return replace(found, data=found.data.replace(b"test_of_a_person_7", b"test_gone"))

    with patch.object(pipeline, "merge", merged), patch.object(merging, "merge", merged):
        yield


def emptied(folder: Path) -> None:
    """Remove all that is in ``folder``."""
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()


EDIT = Target(
    name="edit",
    stages=("parsed", "merged"),
    folders=("merge",),
    make=make_file,
    good=good_file,
    run=run_file,
    planted=forgetful,
    on_disk=False,
)
MERGE = Target(
    name="merge",
    stages=("parsed", "valid", "written", "in step"),
    folders=("merge", "disk", "lock"),
    make=make,
    good=good,
    run=run,
    planted=forgetful,
)
