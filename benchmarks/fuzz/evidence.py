"""The target gate: evidence of every form, mutated, is read, judged and shown in every format."""

import json
import math
import re
import sqlite3
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from random import Random
from unittest.mock import patch

from benchmarks.fuzz.corpus import FOUND, SAMPLES
from benchmarks.fuzz.model import Files, Target, Wrong
from benchmarks.fuzz.mutate import mutated_bytes, mutated_tree, pool_of

from specgen.commands import gate, judging
from specgen.compilation import Compilation
from specgen.report.formats_of_verdicts import VERDICT_FORMATS

TREE = {
    "specs/project.yaml": b"""\
project: shop
source: {root: src, package: shop, tests: [tests]}
tiers:
  critical: {modules: [cart], requires: [unit, race], evidence: proven, budget: {coverage: 90%}}
  low: {requires: [unit]}
budget: {coverage: {total: 80%, changed_lines: 90%, max_drop: 5pt}, flaky: 0, slowdown: 10%,
  mutation: 80%}
runs: {pull_request: {types: all, os: [ubuntu-24.04], shards: {unit: 2}, budget: {total: 5m}}}
waivers:
  - {for: "tests/test_cart.py::*", allow: skip, at_most: 2, reason: Later, issue: 1, approved_by: L,
     expires: 2030-01-01}
""",
    "specs/cart.yaml": b"module: shop.cart\nscenarios:\n"
    b"  - {type: performance, id: fast, title: Fast, target: total, budget: {p95: 1s}}\n"
    b"  - {type: unit, id: sums, title: Sums, checks: [Few, Many]}\n",
    "src/shop/__init__.py": b"",
    "src/shop/cart.py": b"def total(prices):\n    if prices:\n"
    b"        return sum(prices)\n    return 0\n",
    "tests/test_cart.py": b"import pytest\nfrom shop import cart\n\n\n@pytest.mark.unit\n"
    b"def test_total():\n    assert cart.total([1, 2]) == 3\n\n\n"
    b"@pytest.mark.unit\n@pytest.mark.parametrize('n', [1, 2])\n"
    b"def test_each(n):\n    assert cart.total([n]) == n\n",
}  # fmt: skip
_SESSION = {
    "specgen": 1, "kind": "session", "id": "s1", "type": "unit", "moment": "pull_request",
    "shard": 1, "shards": 2, "os": "linux", "python": "3.12.1", "commit": "a" * 40,
    "tree": "b" * 64,
    "started": "2026-01-01T00:00:00Z", "seed": "1",
}  # fmt: skip
_TESTS = ("test_total", "test_each[1]", "test_each[2]")
_RECORDS = (
    _SESSION,
    {"kind": "collected", "count": 3, "ids": [f"tests/test_cart.py::{t}" for t in _TESTS]},
    *({"kind": "test", "id": f"tests/test_cart.py::{t}", "outcome": "pass", "seconds": 0.01,
       "phases": {"setup": 0.001, "call": 0.01}} for t in _TESTS),
    {"kind": "end", "status": 0, "seconds": 1.5},
)  # fmt: skip
_NUMBER = re.compile(r'(?<=")[0-9.]+(?=")')
_ATTRIBUTE = re.compile(r'="([^"]*)"')
_TEXTS = (
    "",
    "\x01",
    "&#0;",
    "é",
    "x" * 4096,
    "../..",
    "NaN",
    "-1",
    "1e999",
    "2026-13-01",
    "::",
    "[",
)
_VALUES = (None, b"\xff\x00", b"", "", "x" * 4096, -1, 2**62, 1.5, "../..", math.inf, "é\u202e")


def _as_lines(records: tuple[object, ...]) -> bytes:
    return b"".join(json.dumps(r).encode() + b"\n" for r in records)


@cache
def seeds() -> dict[str, bytes]:
    """A file of evidence of every form, by name; databases are made of their text here."""
    found = {"own.jsonl": _as_lines(_RECORDS)}
    for path in sorted(SAMPLES.rglob("*")):
        if path.suffix == ".sql":
            name = ".coverage" if "coverage" in path.name else ".mutmut-cache"
            found[f"{path.stem}/{name}"] = _database(path.read_text("utf-8"))
        elif path.is_file() and path.suffix != ".md":
            found[path.name] = path.read_bytes()
    for folder in sorted(FOUND.glob("evidence-*")):
        found |= {f"{folder.name}/{p.name}": p.read_bytes() for p in folder.iterdir()}
    return found


def _database(script: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d")
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(script)
        return path.read_bytes()


def make(chance: Random) -> Files:
    """One or two files of evidence, the last of them mutated."""
    known = seeds()
    files = {}
    if chance.random() < 0.5:
        files["own.jsonl"] = known["own.jsonl"]
    name = chance.choice(sorted(known))
    data = known[name]
    kind = chance.random()
    if kind < 0.25:
        made = mutated_bytes(data, chance)
    elif data.startswith(b"SQLite"):
        made = _in_database(data, chance)
    elif name.endswith(".xml"):
        made = _in_text(data.decode(), chance).encode("utf-8", "surrogatepass")
    else:
        made = _in_json(data, chance) or mutated_bytes(data, chance)
    return {**files, name: made}


def _in_json(data: bytes, chance: Random) -> bytes:
    """JSON, or lines of it, with a part of a tree replaced; nothing where it is no JSON."""
    lines = _parsed(data)
    if not lines:
        return b""
    pool = pool_of(lines)
    at = chance.randrange(len(lines))
    kind = chance.random()
    if kind < 0.1 and len(lines) > 1:
        del lines[at]
    elif kind < 0.2:
        lines.insert(at, chance.choice(lines))
    else:
        lines[at] = mutated_tree(lines[at], chance, pool=pool, odd=0.4)
    return b"".join(json.dumps(line, default=str).encode() + b"\n" for line in lines)


def _parsed(data: bytes) -> list[object]:
    """What is in a JSON file, or in each line of one; nothing where it is neither."""
    with suppress(ValueError):
        return [json.loads(data)]
    with suppress(ValueError):
        return [json.loads(line) for line in data.splitlines() if line.strip()]
    return []


def _in_text(text: str, chance: Random) -> str:
    """XML with a value replaced, or an element doubled or taken away."""
    for _ in range(chance.randint(1, 3)):
        found = list(chance.choice((_ATTRIBUTE, _NUMBER)).finditer(text))
        if chance.random() < 0.7 and found:
            spot = chance.choice(found)
            value = chance.choice(_TEXTS)
            start, end = spot.span(1 if spot.re is _ATTRIBUTE else 0)
            text = text[:start] + value + text[end:]
        else:
            cut = [m.span() for m in re.finditer(r"<testcase\b.*?(?:/>|</testcase>)", text, re.S)]
            if cut:
                start, end = chance.choice(cut)
                text = text[:end] + text[start:end] * chance.choice((0, 1, 2)) + text[end:]
                text = text[:start] + text[end:] if chance.random() < 0.4 else text
    return text


def _in_database(data: bytes, chance: Random) -> bytes:
    """A database with values of some columns replaced, rows doubled or a table dropped."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d")
        path.write_bytes(data)
        with closing(sqlite3.connect(path)) as connection:
            tables = connection.execute("select name from sqlite_master where type='table'")
            names = [name for (name,) in tables if not name.startswith("sqlite_")]
            for _ in range(chance.randint(1, 3)):
                _in_table(connection, chance.choice(names), chance)
            connection.commit()
        return path.read_bytes()


def _in_table(connection: sqlite3.Connection, table: str, chance: Random) -> None:
    columns = connection.execute(f'pragma table_info("{table}")').fetchall()
    if not columns:
        return
    column = chance.choice(columns)[1]
    statements: tuple[tuple[str, tuple[object, ...]], ...] = (
        (f'update "{table}" set "{column}" = ?', (chance.choice(_VALUES),)),
        (f'update "{table}" set "{column}" = ? where rowid = 1', (chance.choice(_VALUES),)),
        (f'delete from "{table}" where rowid = 1', ()),
        (f'drop table "{table}"', ()),
        (f'alter table "{table}" rename column "{column}" to other', ()),
    )
    words, values = chance.choice(statements[: chance.choice((2, 3, 5))])
    try:
        connection.execute(words, values)
    except (sqlite3.Error, OverflowError):  # its schema forbids that: another input will do
        return


@cache
def _compiled() -> tuple[tempfile.TemporaryDirectory[str], Compilation]:
    """The tree that all evidence is said to be of, compiled once."""
    from benchmarks.fuzz.human import laid  # here: its own corpus is built only when asked for

    folder = tempfile.TemporaryDirectory()
    laid(TREE, Path(folder.name))
    return folder, judging.compiled(Namespace(root=Path(folder.name), project=""))


@cache
def _parser() -> ArgumentParser:
    """The options of `specgen gate`, so that a new one needs no change here."""
    parser = ArgumentParser()
    gate.options(parser)
    return parser


def run(_: Files, root: Path) -> Iterator[str]:
    """Read, judge, and show the verdict in every format; its figures are figures."""
    compilation = _compiled()[1]
    words = [str(root), "--moment", "pull_request", "--as-of", "2026-01-02"]
    chosen = _parser().parse_args(words)
    verdict = judging.verdict_of(compilation.projects[0], judging.asked(chosen, compilation))
    rules = {decision.rule for decision in verdict.decisions}
    if "evidence-unreadable" not in rules:
        yield "read"
    for name in (each.name for each in VERDICT_FORMATS):
        shown = judging.rendered(compilation, [verdict], name=name)
        shown.encode()
        if name == "json":
            _finite(json.loads(shown))
    yield "shown"


def _finite(tree: object) -> None:
    """Raise where a number in what machines read is none."""
    if isinstance(tree, float) and not math.isfinite(tree):
        raise Wrong(f"a figure of the verdict is {tree}")
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        _finite(each)


@contextmanager
def _broken() -> Iterator[None]:
    def raising(*_: object, **__: object) -> object:
        raise KeyError("planted")

    with patch.object(judging, "gather", raising):
        yield


GATE = Target(
    name="gate",
    stages=("read", "shown"),
    folders=("evidence", "gate", "report"),
    make=make,
    good=lambda: {"own.jsonl": seeds()["own.jsonl"]},
    run=run,
    planted=_broken,
)
