"""Scenarios that say enough compile to tests that run; those that say too little stay pending."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import black
import pytest

from specgen.diagnostics import Place
from specgen.plan import PlannedFile
from specgen.program.model_policy import Limit, Project

Compile = Callable[..., list[PlannedFile]]
PLACE = Place(PurePosixPath("specs/project.yaml"))
SLOW = (Limit("p95", 10.0, "10s", PLACE), Limit("errors", 0.0, "0", PLACE))
ALL = (*SLOW, Limit("memory", 1e9, "1GB", PLACE), Limit("throughput", 0.5, "0.5/s", PLACE))
SHARE = (Limit("errors", 0.01, "1%", PLACE),)

SOURCE = """
import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal, Optional, Union
from uuid import UUID
from time import monotonic as clock
from collections.abc import Sequence

class OutOfStock(Exception):
    pass

class Colour(Enum):
    RED = 1
    BLUE = 2

@dataclass
class Item:
    name: str
    price: int

def total(prices: list[int], rate: float = 0.0) -> float:
    if rate < 0:
        raise ValueError("rate is negative")
    return sum(prices) * (1 + rate)

def money(text: str) -> Decimal:
    return Decimal(text)

async def fetch(key: str) -> str:
    await asyncio.sleep(0)
    return key.upper()

async def stream(number: int) -> AsyncIterator[int]:
    for step in range(number):
        yield step

def count(number: int) -> Iterator[int]:
    yield from range(number)

@contextmanager
def opened(name: str) -> Iterator[str]:
    if not name:
        raise OutOfStock("no name")
    yield name + "!"

@asynccontextmanager
async def connected(name: str) -> AsyncIterator[str]:
    yield name

class Cart:
    def __init__(self) -> None:
        self.value = 0

    def add(self, amount: int) -> int:
        self.value += amount
        return self.value

    async def later(self) -> int:
        return self.value

    @property
    def empty(self) -> bool:
        return self.value == 0

    @classmethod
    def of(cls, amount: int) -> "Cart":
        made = cls()
        made.add(amount)
        return made

    @staticmethod
    def twice(amount: int) -> int:
        return 2 * amount

    def send(self, text: str) -> str:
        return text

class Strict:
    def __init__(self, name: str) -> None:
        self.name = name

    def run(self, louder: bool = False) -> str:
        return self.name

class Milder(Strict):
    def count(self) -> Iterator[int]:
        yield from range(len(self.name))

    @contextmanager
    def named(self) -> Iterator[str]:
        yield self.run()

@(lambda function: function)
def odd(value):
    return value

def amount_in(cart: Cart, more: int) -> int:
    return cart.add(more)

def encode(text: str) -> bytes:
    return text.encode("utf-8")

def decode(data: bytes) -> str:
    return data.decode("utf-8")

def slow_total(prices: list[int], rate: float = 0.0) -> float:
    return sum(prices) * (1 + rate)

def join(left: frozenset[int], right: frozenset[int]) -> frozenset[int]:
    return left | right

def label(item: Item, colour: Colour, size: Literal["s", "m"], tags: dict[str, set[int]],
          pair: tuple[int, str], many: tuple[int, ...],
          maybe: Optional[bool], either: Union[int, str],
          key: UUID, both: int | None, plain: list, *, extra: Decimal = Decimal(0)) -> str:
    return f"{item.name}{colour.name}{size}"

def untyped(value):
    return value

def place_only(value: int, /) -> int:
    return value

def parse(text: str) -> int:
    return int(text)

def remote(text: str) -> str:
    return text

async def remote_later(text: str) -> str:
    return text

def asks(text: str) -> str:
    for _ in range(3):
        try:
            return remote(text)
        except TimeoutError:
            continue
    raise OutOfStock("gave up")

def asks_twice(text: str) -> str:
    try:
        time.sleep(0)
    except RuntimeError:
        remote(text)
    try:
        return remote(text)
    except TimeoutError:
        return remote(text)

async def asks_later(text: str) -> str:
    try:
        return await remote_later(text)
    except TimeoutError:
        return await remote_later(text)

class Bare(Exception):
    def __init__(self) -> None:
        super().__init__("bare")

class Pair(Exception):
    def __init__(self, left: int, right: int) -> None:
        super().__init__(left, right)

def now() -> bool:
    try:
        return clock() > 0
    except (Bare, RuntimeError):
        return True

def scaled(value: int, *, factor: int = 1, add: Optional[int] = None) -> int:
    return value * factor + (add or 0)

def halves(values: Sequence[float], pick: "Colour | None") -> list[float]:
    return [value / 2 for value in values]

class TestKit:
    def run(self) -> int:
        return 1
"""

UNIT: tuple[dict[str, object], ...] = (
    {"target": "total", "cases": [
        {"args": [[1, 2]], "returns": 3},
        {"args": [[1], -1], "raises": {"error": "ValueError", "match": "negative"}},
        {"args": [[1], 0.1], "approx": 1.1, "rel": 0.001},
        {"args": [[1]]},
    ]},
    {"target": "total", "cases": [{"id": "named", "kwargs": {"prices": [1], "rate": 0.5},
                                   "returns": 1.5}]},
    {"target": "total", "cases": [{"args": [[1], -1], "raises": "ValueError"}]},
    {"target": "money", "cases": [{"args": ["1.5"], "returns": {"expr": "Decimal('1.5')"}}]},
    {"target": "untyped", "cases": [
        {"args": [{"a": [1, None, True]}], "returns": {"a": [1, None, True]}},
        {"args": [float("inf")], "returns": float("inf")},
        {"args": ["x"], "returns": "x"}, {"args": ["x"], "returns": "x"},
        {"args": [{"expr": "Item('a', 1)"}], "returns": {"expr": "Item('a', 1)"}},
    ]},
    {"target": "fetch", "cases": [{"args": ["a"], "returns": "A"}]},
    {"target": "stream", "cases": [{"args": [2], "returns": [0, 1]}]},
    {"target": "stream", "cases": [{"args": [2]}]},
    {"target": "count", "cases": [{"args": [2], "returns": [0, 1]}]},
    {"target": "opened", "cases": [{"args": ["x"], "returns": "x!"},
                                   {"args": [""], "raises": "OutOfStock"}]},
    {"target": "connected", "cases": [{"args": ["x"], "returns": "x"}]},
    {"target": "Cart.empty", "cases": [{"returns": True}]},
    {"target": "Cart.empty", "cases": [{}]},
    {"target": "Cart.add", "cases": [{"args": [2], "returns": 2}]},
    {"target": "Cart.of", "cases": [{"args": [2]}]},
    {"target": "Cart.twice", "cases": [{"args": [2], "returns": 4}]},
    {"target": "Cart", "cases": [{}]},
    {"target": "TestKit.run", "cases": [{"returns": 1}]},
    {"target": "place_only", "cases": [{"args": [2], "returns": 2}]},
    {"target": "opened", "cases": [{"args": ["x"]}]},
    {"target": "connected", "cases": [{"args": ["x"]}]},
    {"target": "Strict.run", "subject": {"args": ["me"]}, "cases": [{"returns": "me"}]},
    {"target": "Strict.run", "subject": {"kwargs": {"name": {"expr": "'a' * 2"}}},
     "cases": [{"returns": "aa"}]},
    {"target": "Milder.run", "subject": {"args": ["me"]}, "cases": [{"returns": "me"}]},
    {"target": "Milder.count", "subject": {"args": ["me"]}, "cases": [{"returns": [0, 1]}]},
    {"target": "Milder.named", "subject": {"args": ["me"]}, "cases": [{"returns": "me"}]},
)  # fmt: skip
PROPERTY: tuple[dict[str, object], ...] = (
    {"target": "encode", "holds": [{"round_trip": "decode"}], "cases": [{"args": ["abc"]}],
     "given": {"text": "text(alphabet='abc')"}},
    {"target": "total", "holds": [{"always": "result >= 0 and result <= 100"}],
     "given": {"prices": "st.lists(integers(0, 9), max_size=5)", "rate": [0, 0.5]}},
    {"target": "total", "holds": [{"equivalent": "slow_total"}], "given": {"prices": [[1], [2]]}},
    {"target": "join", "holds": ["commutative", "no-crash"]},
    {"target": "fetch", "holds": ["idempotent"], "given": {"text": "x", "key": "text('abc')"}},
    {"target": "fetch", "holds": ["idempotent"], "given": {"key": "text('abc')"}},
    {"target": "label", "holds": ["no-crash"]},
    {"target": "parse", "holds": [{"raises_only": ["ValueError", "OutOfStock"]}]},
    {"target": "parse", "holds": [{"raises_only": ["ValueError"]}, {"always": "str(result)"}]},
    {"target": "count", "holds": [{"always": "len(result) == number"}],
     "given": {"number": "integers(0, 9)"}},
    {"target": "Cart.add", "holds": [{"always": "subject.value == amount"}]},
    {"target": "place_only", "holds": ["idempotent"]},
    {"target": "scaled", "given": {"value": "integers()", "add": [1, 2]},
     "holds": [{"always": "result == value + add"}, {"equivalent": "scaled"}]},
    {"target": "halves", "holds": [{"always": "len(result) == len(values)"}]},
    {"target": "stream", "holds": ["no-crash"], "given": {"number": "integers(0, 9)"}},
    {"target": "stream", "holds": [{"equivalent": "stream"}],
     "given": {"number": "integers(0, 9)"}},
    {"target": "count", "holds": [{"equivalent": "count"}], "given": {"number": "integers(0, 9)"}},
    {"target": "opened", "holds": [{"always": "result == name + '!'"}],
     "given": {"name": "text(min_size=1)"}},
    {"target": "odd", "holds": ["idempotent"], "given": {"value": "integers()"}},
    {"target": "Strict.run", "subject": {"args": ["me"]}, "holds": ["no-crash"],
     "given": {"louder": "booleans()"}},
)  # fmt: skip
RACE: tuple[dict[str, object], ...] = (
    {"target": "Cart.add", "args": [1], "race": {"threads": 2, "calls": 3, "trials": 2},
     "holds": ["no-crash", {"always": "len(results) == 6"}]},
    {"target": "fetch", "args": ["a"], "race": {"threads": 2, "calls": 3, "trials": 2},
     "holds": [{"always": "set(results) == {'A'}"}]},
    {"target": "Cart.later", "race": {"threads": 2, "calls": 2, "trials": 2},
     "holds": [{"always": "subject.value == 0"}]},
    {"target": "count", "args": [2], "race": {"threads": 2, "calls": 2}, "holds": ["no-crash"]},
    {"target": "opened", "args": ["x"], "race": {"threads": 2, "calls": 2, "trials": 2},
     "holds": [{"always": "set(results) == {'x!'}"}]},
    {"target": "stream", "args": [2], "race": {"threads": 2, "calls": 2, "trials": 2},
     "holds": [{"always": "results == [[0, 1]] * 4"}]},
    {"target": "Milder.named", "subject": {"args": ["me"]}, "holds": ["no-crash"],
     "race": {"threads": 2, "calls": 2, "trials": 2}},
)  # fmt: skip
STRESS: tuple[dict[str, object], ...] = (
    {"target": "total", "args": [[1, 2]], "load": {"calls": 20, "concurrency": 3}},
    {"target": "fetch", "args": ["k"], "load": {"calls": 20, "concurrency": 3, "rate": "9000/s"}},
    {"target": "Cart.add", "args": [1], "load": {"duration": "20ms", "concurrency": 2}},
    {"target": "Cart.empty", "load": {"calls": 20}},
    {"target": "opened", "args": ["x"], "load": {"calls": 20, "concurrency": 2}},
    {"target": "connected", "args": ["x"], "load": {"calls": 20, "concurrency": 2}},
    {"target": "stream", "args": [2], "load": {"calls": 20}},
    {"target": "Strict.run", "subject": {"args": ["me"]}, "load": {"calls": 20}},
)  # fmt: skip
PERFORMANCE: tuple[dict[str, object], ...] = (
    {"target": "total", "args": [[1, 2]]},
    {"target": "fetch", "args": ["a"]},
    {"target": "Cart.add", "kwargs": {"amount": 1}},
    {"target": "untyped", "args": [{"a": [1, "b"]}]},
    {"target": "opened", "args": ["x"]},
    {"target": "connected", "args": ["x"]},
    {"target": "stream", "args": [2]},
    {"target": "Milder.named", "subject": {"args": ["me"]}},
)  # fmt: skip
CHAOS: tuple[dict[str, object], ...] = (
    {"target": "asks", "args": ["x"], "faults": [{"at": "remote", "raises": "TimeoutError",
     "times": 2}], "survives": {"returns": "x", "within_calls": 3}},
    {"target": "asks", "args": ["x"], "faults": [{"at": "remote", "raises": "TimeoutError"}],
     "survives": {"raises": {"error": "OutOfStock", "match": "gave"}}},
    {"target": "asks", "args": ["x"], "faults": [{"at": "shop.cart:remote",
     "raises": "TimeoutError", "probability": "50%", "seed": 3, "times": 4}],
     "survives": {"returns": "x", "raises": "OutOfStock"}},
    {"target": "asks_twice", "args": ["x"], "faults": [{"at": "remote", "raises": "TimeoutError",
     "every": 2}, {"at": "time:sleep", "times": 1}], "survives": {"returns": "x"}},
    {"target": "asks_later", "args": ["x"], "faults": [{"at": "remote_later",
     "raises": "TimeoutError", "times": 1}], "survives": {}},
    {"target": "Cart.send", "args": ["x"], "faults": [{"at": "Cart.send", "raises": "OutOfStock"}],
     "survives": {"raises": "OutOfStock"}},
    {"target": "now", "faults": [{"at": "clock", "raises": "Bare"}], "survives": {"returns": True}},
    {"target": "Cart.of", "args": [1], "faults": [{"at": "Cart.add"}],
     "survives": {"raises": "RuntimeError"}},
    {"target": "Milder.named", "subject": {"args": ["me"]}, "faults": [{"at": "Strict.run",
     "raises": "OutOfStock"}], "survives": {"raises": "OutOfStock"}},
    {"target": "Milder.named", "subject": {"args": ["me"]}, "faults": [{"at": "Strict.run",
     "raises": "OutOfStock", "times": 2}], "survives": {"raises": "OutOfStock", "returns": "me"}},
)  # fmt: skip
E2E: tuple[dict[str, object], ...] = (
    {"command": "python -c \"print('hi')\"", "stdout": {"equals": "hi\n"},
     "checkpoints": [{"name": "up", "log": "hi"}]},
    {"command": ["python", "-c", "import sys; print('a b'); print('c', file=sys.stderr)"],
     "checkpoints": [{"name": n, "log": n} for n in "abc"]},
    {"command": ["python", "-c", "open('a.txt', 'w').write('abc'); open('b', 'w')"],
     "files": {"a.txt": {"matches": "a.c"}, "b": None}, "stdout": ""},
    {"command": ["python", "-c", "raise SystemExit(3)"], "exit": 3, "stdout": ""},
    {"steps": [{"call": "Cart"}, {"call": "Cart.add", "args": [1], "expect": 1},
               {"call": "Cart.empty", "expect": False}, {"call": "total", "args": [[1]]}]},
    {"steps": [{"call": "Cart.later", "expect": 0}, {"call": "Cart", "args": []}]},
    {"steps": [{"call": "Milder", "args": ["me"]}, {"call": "Milder.run", "expect": "me"},
               {"call": "Milder.count", "expect": [0, 1]}, {"call": "Milder.named"},
               {"call": "Milder.named", "expect": "me"}, {"call": "count", "args": [1]}]},
    {"steps": [{"call": "stream", "args": [2], "expect": [0, 1]}, {"call": "stream", "args": [1]},
               {"call": "connected", "args": ["x"], "expect": "x"}]},
)  # fmt: skip
INTEGRATION: tuple[dict[str, object], ...] = (
    {"target": "Cart.add", "uses": ["cart"], "cases": [{"args": [2], "returns": 2}]},
    {"target": "amount_in", "uses": ["cart"], "cases": [{"kwargs": {"more": 2}, "returns": 2}]},
)  # fmt: skip


def typed(kind: str, written: tuple[dict[str, object], ...]) -> list[dict[str, object]]:
    return [{"type": kind, **one} for one in written]


def run(root: Path, files: list[PlannedFile]) -> str:
    """What pytest, ruff and black say of the files; empty where nothing."""
    (root / "pytest.ini").write_text(
        "[pytest]\npythonpath = src\naddopts = --import-mode=importlib --strict-markers -q\n"
        "filterwarnings = error\nasyncio_default_fixture_loop_scope = function\n"
    )
    for file in files:
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_text(file.text, "utf-8")
        assert black.format_str(file.text, mode=black.Mode()) == file.text
    command = [sys.executable, "-m", "pytest", "generated_tests", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode or "pending" in done.stdout:
        return f"exit {done.returncode}\n{done.stdout}{done.stderr}"
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "E,F,I,B,PT"]
    command += ["--config", 'lint.isort.known-first-party=["shop"]', "generated_tests"]
    checked = subprocess.run(command, cwd=root, capture_output=True, text=True)
    return checked.stdout if checked.returncode else ""


@pytest.mark.parametrize(
    ("kind", "written", "budget"),
    [
        ("unit", UNIT, ()),
        ("property", PROPERTY[:4] + PROPERTY[5:], ()),
        ("race", RACE, ()),
        ("stress", STRESS, ALL),
        ("stress", STRESS[:1], SHARE),
        ("stress", STRESS[:1], ()),
        ("performance", PERFORMANCE, SLOW),
        ("chaos", CHAOS, ()),
        ("e2e", E2E, ()),
        ("integration", INTEGRATION, ()),
    ],
)
def test_every_shape_of_target_runs(
    kind: str,
    written: tuple[dict[str, object], ...],
    budget: tuple[Limit, ...],
    compiled: Compile,
    tmp_path: Path,
) -> None:
    files = compiled(SOURCE, *typed(kind, written), budget=budget)
    for file in files:
        assert "specgen.testing" not in file.text, file.text
    said = run(tmp_path, files)
    assert not said, said


@pytest.mark.parametrize(
    "written",
    [
        {"type": "unit", "target": "nothing", "cases": [{}]},
        {"type": "unit", "target": "total"},
        {"type": "unit", "cases": [{}]},
        {"type": "unit", "target": "Strict.run", "cases": [{}]},
        {"type": "unit", "target": "Strict.run", "subject": {}, "cases": [{}]},
        {"type": "unit", "target": "total", "subject": {}, "cases": [{"args": [[1]]}]},
        {"type": "unit", "target": "total", "cases": [{"args": [1, 2, 3]}]},
        {"type": "unit", "target": "total", "cases": [{}]},
        {"type": "unit", "target": "total", "cases": [{"args": [1], "kwargs": {"prices": 2}}]},
        {"type": "unit", "target": "total", "cases": [{"args": [1], "kwargs": {"class": 2}}]},
        {"type": "unit", "target": "Cart.empty", "cases": [{"args": [1]}]},
        {"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "(yield)"}]}]},
        {"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "1\n2"}]}]},
        {"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "1 # 2"}]}]},
        {"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "x = 1"}]}]},
        {"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "unknown()"}]}]},
        {"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "expected"}]}]},
        {"type": "unit", "target": "untyped", "cases": [{"args": [1], "raises": "Unknown"}]},
        {"type": "unit", "target": "untyped", "cases": [{"args": [1], "raises": "a:class"}]},
        {"type": "unit", "target": "untyped", "cases": [{"args": [1], "raises": "shop.cart:No"}]},
        {"type": "property", "target": "total"},
        {"type": "property", "target": "untyped", "holds": ["no-crash"]},
        {"type": "property", "target": "Cart.empty", "holds": ["no-crash"]},
        {"type": "property", "target": "parse", "holds": ["commutative"]},
        {"type": "property", "target": "opened", "holds": ["idempotent"]},
        {"type": "property", "target": "parse", "holds": ["no-crash"], "given": {"no": "text()"}},
        {"type": "property", "target": "parse", "holds": ["no-crash"], "given": {"text": []}},
        {"type": "race", "target": "Cart.add", "args": [1], "holds": ["no-crash"]},
        {"type": "race", "target": "parse", "args": ["1"], "race": {}, "holds": ["idempotent"]},
        {"type": "stress", "target": "parse", "args": ["1"], "load": {"concurrency": 3}},
        {"type": "performance", "target": "parse", "args": ["1"]},
        {"type": "chaos", "target": "asks", "args": ["x"], "survives": {}},
        {"type": "chaos", "target": "asks", "args": ["x"], "survives": {},
         "faults": [{"at": "remote", "raises": "Pair"}]},
        {"type": "property", "target": "now", "holds": ["idempotent"], "given": {"no": "text()"}},
        {"type": "property", "target": "now", "holds": ["no-crash"]},
        {"type": "property", "target": "count", "holds": ["idempotent"], "uses": ["cart"],
         "given": {"number": "unknown()"}},
        {"type": "chaos", "target": "asks", "args": ["x"], "faults": [{"at": "nothing"}],
         "survives": {}},
        {"type": "chaos", "target": "asks", "args": ["x"], "faults": [{"at": "a:if"}],
         "survives": {}},
        {"type": "e2e", "command": "echo 'open"},
        {"type": "e2e", "command": "echo", "asserts": ["It works"]},
        {"type": "e2e", "steps": ["In words"]},
        {"type": "e2e", "steps": [{"call": "nothing"}]},
        {"type": "e2e", "steps": [{"call": "Strict.run"}]},
        {"type": "integration", "target": "parse", "cases": [{"args": ["1"], "returns": 1}]},
        {"type": "integration", "target": "amount_in", "uses": ["cart"], "cases": [{"args": [1]}]},
    ],
)  # fmt: skip
def test_what_says_too_little_or_nothing_sound_stays_pending(
    written: dict[str, object], compiled: Compile
) -> None:
    file = compiled(SOURCE, written)[0]
    assert "    pending(" in file.text, file.text
    ast.parse(file.text)


def test_a_check_is_for_people(compiled: Compile) -> None:
    written = {"type": "unit", "target": "parse", "cases": [{"args": ["1"], "returns": 1}]}
    (file,) = [f for f in compiled(SOURCE, written) if f.elements]
    assert "pending(" not in file.text


def test_code_that_is_elsewhere_is_never_called(compiled: Compile, elsewhere: Project) -> None:
    written = {"type": "unit", "target": "parse", "cases": [{"args": ["1"], "returns": 1}]}
    file = compiled(SOURCE, written, project=elsewhere)[0]
    assert "pending(" in file.text
    assert "shop.cart import" not in file.text
