"""Tests that pass without executing what they are for: found in data of runs that really ran."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SPECS = """\
project: shop
source: {root: src, package: shop}
skeletons: none
documents: []
tiers: {low: {modules: ["*"], requires: [unit]}}
runs: {main: {types: [unit]}, pre_push: {types: [unit]}}
modules: [{module: shop.cart}, {module: shop.log}]
"""
CART = """\
import functools
from dataclasses import dataclass


def total(n):
    if n > 9:
        return 9
    return n


def one(): return 1


@functools.cache
def slow():
    return 1


class Cart:
    def __init__(self):
        self.n = 1

    def sum(self):
        return self.n


@dataclass
class Row:
    price: int
"""
CONFTEST = """\
import pytest
from shop.cart import Cart


@pytest.fixture(scope="session")
def basket():
    cart = Cart()
    cart.total = cart.sum()
    return cart


@pytest.fixture
def fresh():
    return Cart()


@pytest.fixture(scope="module")
def server():
    import subprocess, sys
    return subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True).stdout


class Shared:
    @classmethod
    def setup_class(cls):
        cls.cart = Cart()
"""
TESTS = """\
import subprocess
import sys
from unittest import mock

import pytest

from shop import cart, log
from shop.cart import Cart, Row, one, slow, total

pytestmark = pytest.mark.unit
EARLY = log.log("x")


def test_calls():
    assert total(3) == 3


def test_one_line():
    assert one() == 1


def test_kept_a():
    assert slow() == 1


def test_kept_b():
    assert slow() == 1


def test_shared_a(basket):
    assert basket.total == 1


def test_shared_b(basket):
    assert basket.total == 1


def test_fresh(fresh):
    assert fresh.n == 1


def test_by_name(request):
    basket = request.getfixturevalue("basket")
    assert basket.total == 1 and Cart.sum


@pytest.mark.parametrize("n", [1, 2])
def test_one_of_two(n):
    assert n == 2 or total(n) == 1


def test_process():
    code = "from shop.cart import one; one()"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
    assert cart.total is not None


def test_server(server):
    assert server and callable(cart.total)


class TestSetUp:
    @classmethod
    def setup_class(cls):
        cls.cart = Cart()

    def test_a(self):
        assert self.cart.n == 1 and Cart.__init__

    def test_b(self):
        assert self.cart.n == 1 and Cart.__init__


def test_plain_data():
    assert Row(3).price == 3


def test_early():
    assert EARLY == "x" and log.log


def test_mocked():
    with mock.patch("shop.cart.total", return_value=4):
        assert cart.total(3) == 4


def test_replaced(monkeypatch):
    monkeypatch.setattr(Cart, "sum", lambda self: 5)
    assert Cart.sum(None) == 5


def test_executes_another(monkeypatch):
    monkeypatch.setattr(log, "log", lambda text: text)
    assert log.log(1) == 1
    assert total(1) == 1
"""
TICKS = """\
import pytest
from shop import clock


@pytest.fixture(autouse=True)
def ticks():
    assert clock.tick()
"""
PHASES = """\
from unittest import mock

import pytest

from shop import cart, log

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("n", ["a|b", "c::d|run"])
def test_calls(n):
    assert cart.total(n) == n


@pytest.fixture(scope="module")
def logged():
    return log.log("x")


def test_shared_a(logged):
    assert logged == "x"


def test_shared_b(logged):
    assert logged == "x"


def test_mocked():
    with mock.patch("shop.cart.total", return_value=4):
        assert cart.total(3) == 4
"""
FILES = {
    "specs/project.yaml": SPECS,
    "src/shop/__init__.py": "",
    "src/shop/cart.py": CART,
    "src/shop/log.py": "def log(text):\n    return text\n",
    "tests/conftest.py": CONFTEST,
    "tests/test_shop.py": TESTS,
    "pytest.ini": "[pytest]\npythonpath = src\nmarkers =\n  spec\n  unit\n"
    "asyncio_default_fixture_loop_scope = function\n",
    ".coveragerc": "[run]\nbranch = true\nsource = src\nparallel = true\npatch = subprocess\n",
    ".gitignore": "__pycache__\n.pytest_cache\n.specgen\n",
}
IDLE = {"tests/test_shop.py::test_mocked", "tests/test_shop.py::test_replaced"}


def written(root: Path, **changes: str) -> Path:
    """The repository, with other words in files called by their last name."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changes.get(path.stem, text))
    return root


def python(root: Path, *words: str, **environment: str) -> str:
    own = {**os.environ, "PYTHONPATH": "src", **environment}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=root, env=own, capture_output=True, text=True
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def findings(text: str) -> dict[str, dict[str, object]]:
    """What is said of modules that were not executed, by subject."""
    said = json.loads(text)["findings"]
    return {each["subject"]: each for each in said if each["rule"] == "module-not-executed"}


@pytest.fixture(scope="module", params=["", ", workers: 2"], ids=["alone", "workers"])
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    specs = SPECS.replace("main: {types: [unit]", "main: {types: [unit]" + request.param)
    root = written(tmp_path_factory.mktemp("shop"), project=specs)
    python(root, "specgen", "run", "--moment", "main", "--no-gate")
    return root


def test_each_test_is_known_by_what_it_ran_itself(ran: Path) -> None:
    found = findings(python(ran, "specgen", "gate", "--moment", "main", "--format", "json"))
    assert found.keys() == IDLE
    mocked = found["tests/test_shop.py::test_mocked"]
    assert mocked["message"] == "passes without executing cart"
    line = 1 + TESTS.split("\n").index("def test_mocked():")
    assert (mocked["path"], mocked["line"]) == ("tests/test_shop.py", line)
    assert mocked["tip"]


def test_explain_tells_what_a_test_ran_itself(ran: Path) -> None:
    said = python(ran, "specgen", "explain", "cart.unit")
    assert "::test_calls: passed; it executed total\n" in said
    assert "::test_one_of_two: passed; it executed total\n" in said
    assert "::test_fresh: passed; it executed Cart.__init__\n" in said
    assert "::test_mocked: passed, and it never executed shop.cart\n" in said
    assert "::test_process: passed; unit tests executed " in said


def test_a_test_counts_for_a_module_only_where_it_executed_it(tmp_path: Path) -> None:
    tests = TESTS.replace('EARLY = log.log("x")', 'EARLY = "x"')
    root = written(tmp_path, test_shop=tests.replace("and log.log", ""))
    python(root, "specgen", "run", "--moment", "main", "--no-gate")
    found = findings(python(root, "specgen", "gate", "--moment", "main", "--format", "json"))
    assert found.keys() == {*IDLE, "log.unit"}
    assert found["log.unit"]["message"] == "its unit tests pass without executing log"


def test_a_waiver_for_the_cell_excuses_its_tests(ran: Path, tmp_path: Path) -> None:
    """A waiver is part of the specs, so evidence from before it is of another tree."""
    root = Path(shutil.copytree(ran, tmp_path / "it", ignore=shutil.ignore_patterns(".specgen")))
    waiver = "for: cart.unit, allow: module-not-executed, reason: R, issue: 1, approved_by: L"
    with (root / "specs/project.yaml").open("a") as project:
        project.write(f"waivers: [{{{waiver}, expires: 2030-01-01}}]\n")
    python(root, "specgen", "run", "--moment", "main", "--no-gate")
    words = ("--moment", "main", "--as-of", "2029-12-01", "--format", "json")
    found = findings(python(root, "specgen", "gate", *words))
    assert {each["status"] for each in found.values()} == {"waived"}


@pytest.mark.parametrize(
    ("coveragerc", "moment"),
    [
        (FILES[".coveragerc"] + "dynamic_context = none\n", "main"),
        (FILES[".coveragerc"] + "dynamic_context = test_function\n", "main"),
        (FILES[".coveragerc"], "pre_push"),
    ],
)
def test_where_tests_are_not_told_apart_none_is_accused(
    tmp_path: Path, coveragerc: str, moment: str
) -> None:
    root = written(tmp_path, **{".coveragerc": coveragerc})
    python(root, "specgen", "run", "--moment", moment, "--no-gate")
    gate = python(root, "specgen", "gate", "--moment", moment, "--format", "json")
    assert findings(gate) == {}
    said = python(root, "specgen", "explain", "cart.unit")
    mine = "it executed total" if "test_function" in coveragerc else "unit tests executed Cart."
    assert f"::test_calls: passed; {mine}" in said
    assert "::test_mocked: passed; unit tests executed Cart." in said


@pytest.mark.parametrize("report", [False, True])
def test_data_of_pytest_cov(tmp_path: Path, report: bool) -> None:
    cart = "def total(n):\n    return n\n\n\ndef tax(n):\n    return n\n"
    root = written(tmp_path, cart=cart, conftest=TICKS, test_shop=PHASES)
    (root / "src/shop/clock.py").write_text("def tick():\n    return 1\n")
    evidence = root / "evidence"
    evidence.mkdir()
    words = ["--cov=shop", "--cov-branch", "--cov-context=test", "--cov-report="]
    words += ["--specgen-record", str(evidence), "-p", "no:cacheprovider"]
    # from Python 3.14 on its own choice tells no tests apart, and then nobody is accused
    named = {"COVERAGE_FILE": str(evidence / ".coverage"), "COVERAGE_CORE": "ctrace"}
    python(root, "pytest", *words, **named)
    (data,) = evidence.glob(".coverage*")
    if report:
        words = ["json", "-q", "--show-contexts", f"--data-file={data}"]
        python(root, "coverage", *words, "-o", str(evidence / "coverage.json"))
        data.unlink()
    gate = python(root, "specgen", "gate", str(evidence), "--moment", "main", "--format", "json")
    assert findings(gate).keys() == {"tests/test_shop.py::test_mocked"}
