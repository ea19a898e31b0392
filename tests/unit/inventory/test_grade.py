"""Skeleton, hollow, expected failure, written: what a test proves."""

from collections.abc import Callable

import pytest

from specgen.inventory.model import Inventory
from specgen.levels import Level

Scanner = Callable[..., Inventory]
HEAD = "import pytest, hypothesis\nfrom hypothesis import given\nfrom shop import cart\n"
W, H, S, X = Level.WRITTEN, Level.HOLLOW, Level.SKELETON, Level.EXPECTED_FAILURE
NOTHING = "asserts nothing"


@pytest.mark.parametrize(
    ("text", "level", "why"),
    [
        ("def test_a():\n assert cart.total()", W, ""),
        ("def test_a():\n cart.total()", H, NOTHING),
        ("def test_a():\n '''Doc.'''", H, "has no statements"),
        ("def test_a():\n cart.total()\n assert True", H, "asserts only what always holds"),
        (
            "def test_a():\n try:\n  assert cart.total()\n except Exception:\n  pass",
            H,
            "swallows the errors of its assertions",
        ),
        (
            "async def test_a():\n assert cart.fetch()",
            H,
            "asserts a coroutine that nobody awaits",
        ),
        ("async def test_a():\n assert await cart.fetch()", W, ""),
        ("def test_a():\n pending('do')", S, "ends in pending(...)"),
        ("def test_a():\n with pytest.raises(ValueError):\n  cart.total()", W, ""),
        ("def ok(x):\n assert x\ndef test_a():\n ok(cart.total())", W, ""),
        (
            "def ok(x):\n assert x\ndef f(x):\n ok(x)\ndef test_a():\n f(cart.total())",
            W,
            "",
        ),
        (
            "def ok(x):\n assert x\ndef f(x):\n ok(x)\ndef g(x):\n f(x)\n"
            "def test_a():\n g(cart.total())",
            H,
            NOTHING,
        ),
        ("def f(x):\n f(x)\ndef test_a():\n f(1)", H, NOTHING),
        ("async def ok():\n assert 1 < x\nasync def test_a():\n ok()", H, NOTHING),
        ("async def ok():\n assert 1 < x\nasync def test_a():\n await ok()", W, ""),
        ("async def ok():\n return 1\ndef test_a():\n assert ok()", H,
         "asserts a coroutine that nobody awaits"),
        ("class P:\n def check(self):\n  assert self.x\ndef test_a():\n P().check()", W, ""),
        ("@pytest.fixture\ndef ok():\n yield 1\n assert x\ndef test_a(ok):\n cart.total()", W, ""),
        ("@pytest.fixture\ndef ok():\n assert x\ndef test_a(ok):\n ok.run()", W, ""),
        ("@pytest.fixture\ndef no():\n yield 1\ndef test_a(no):\n no.run()", H, NOTHING),
        ("class TestA:\n def ok(self): assert 1 < x\n def test_a(self): self.ok()", W, ""),
        ("class TestA:\n def no(self): ...\n def test_a(self): self.no()", H, NOTHING),
        ("def ok(f, x):\n assert f(x)\nfrom functools import partial\nclass TestA:\n"
         " def setup_method(self): self.ok = partial(ok, cart.total)\n"
         " def test_a(self): self.ok(1)", W, ""),
        ("class TestA:\n @classmethod\n def setup_class(cls):\n"
         "  def ok(x): assert x\n  cls.ok = staticmethod(ok)\n"
         " def test_a(self): self.ok(1)", W, ""),
        ("@pytest.mark.xfail(strict=True)\ndef test_a():\n cart.total()", X, "expected to fail"),
        ("@pytest.mark.xfail\ndef test_a():\n x = 1", H, NOTHING),
        ("from unittest.mock import patch\ndef ok():\n assert 1 < x\n"
         "def test_a(monkeypatch):\n monkeypatch.setattr(ok, 'x', 1)", H, NOTHING),
        ("test_a = pytest.mark.slow(1)(cart.total)", W,
         "made by a call, whose body is not read"),
    ],
)  # fmt: skip
def test_levels(scanned: Scanner, text: str, level: Level, why: str) -> None:
    items = scanned({"tests/test_x.py": HEAD + text}).items
    item = next(i for i in items if i.name == "test_a")
    assert (item.level, item.why_level) == (level, why)


CHECKS = "def test_a(x=1):\n assert cart.total() == 1\n"
SETS = "@pytest.mark.parametrize('x', [{}, {}])\n"
FAILS, PLAIN = "pytest.param(1, marks=[pytest.mark.xfail(reason='r')])", "pytest.param(2)"


@pytest.mark.parametrize(
    ("text", "level", "why"),
    [
        ("@pytest.mark.xfail\n" + CHECKS, X, "expected to fail"),
        ("@pytest.mark.xfail(reason='#7')\n" + CHECKS, X, "expected to fail: #7"),
        ("@pytest.mark.xfail(raises=ValueError)\n" + CHECKS, X, "expected to fail"),
        ("@pytest.mark.xfail(True, reason='#7')\n" + CHECKS, X, "expected to fail: #7"),
        ("@pytest.mark.xfail(False, reason='#7')\n" + CHECKS, W, ""),
        ("@pytest.mark.xfail(sys.x, reason='#7')\n" + CHECKS, W, ""),
        ("@pytest.mark.xfail(condition=sys.x, reason='#7')\n" + CHECKS, W, ""),
        ("@pytest.mark.xfail(sys.x, reason='a')\n@pytest.mark.xfail\n" + CHECKS, X,
         "expected to fail"),
        ("bug = pytest.mark.xfail(reason='#7')\n@bug\n" + CHECKS, X, "expected to fail: #7"),
        ("pytestmark = pytest.mark.xfail(reason='#7')\n" + CHECKS, X, "expected to fail: #7"),
        ("pytestmark = [pytest.mark.slow, pytest.mark.xfail]\n" + CHECKS, X, "expected to fail"),
        ("@pytest.mark.xfail\nclass TestA:\n def test_a(self): assert cart.total()", X,
         "expected to fail"),
        ("class TestA:\n pytestmark = pytest.mark.xfail\n def test_a(self): assert cart.total()",
         X, "expected to fail"),
        ("import unittest\nclass A(unittest.TestCase):\n @unittest.expectedFailure\n"
         " def test_a(self): self.assertEqual(cart.total(), 1)", X, "expected to fail"),
        ("def test_a():\n pytest.xfail('#7')\n assert cart.total()", X, "expected to fail: #7"),
        ("def test_a():\n if sys.x: pytest.xfail('#7')\n assert cart.total()", W, ""),
        ("def test_a():\n try:\n  cart.total()\n except ValueError:\n  pytest.xfail('#7')\n"
         " assert cart.total()", W, ""),
        (SETS.format(FAILS, FAILS) + CHECKS, X, "each of its parameter sets is expected to fail"),
        (SETS.format(FAILS, PLAIN) + CHECKS, W, ""),
        (SETS.format(FAILS, "pytest.param(2, marks=pytest.mark.xfail(sys.x))") + CHECKS, W, ""),
        ("@pytest.mark.xfail(run=False)\n" + CHECKS, H, "is expected to fail and never run"),
        ("@pytest.mark.xfail(sys.x, run=False)\n" + CHECKS, W, ""),
        ("@pytest.mark.parametrize('x', [])\n" + CHECKS, H,
         "is parametrized over nothing, so it never runs"),
        ("@pytest.mark.parametrize('x', argvalues=())\n" + CHECKS, H,
         "is parametrized over nothing, so it never runs"),
        ("@pytest.mark.parametrize('x', range(0))\n" + CHECKS, H,
         "is parametrized over nothing, so it never runs"),
        ("@pytest.mark.parametrize('x', CASES)\n" + CHECKS, W, ""),
    ],
)  # fmt: skip
def test_what_marks_make_of_a_test(scanned: Scanner, text: str, level: Level, why: str) -> None:
    (item,) = scanned({"tests/test_x.py": HEAD + text}).items
    assert (item.level, item.why_level, item.dead) == (level, why, "")


def test_a_property_that_only_calls_is_a_grade_of_its_own(scanned: Scanner) -> None:
    text = (
        "@given(x)\ndef test_a(x):\n cart.total()\n@given(x)\ndef test_b(x):\n assert cart.total()"
    )
    first, second = scanned({"tests/test_x.py": HEAD + text}).items
    assert (first.level, first.weak) == (W, True)
    assert (second.level, second.weak) == (W, False)


def test_what_expects_an_error_says_so(scanned: Scanner) -> None:
    text = "def test_a():\n with pytest.raises(E): f()\ndef test_b():\n assert f()"
    first, second = scanned({"tests/test_x.py": HEAD + text}).items
    assert first.expects_error
    assert not second.expects_error
