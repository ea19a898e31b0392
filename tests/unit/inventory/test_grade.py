"""Skeleton, hollow, expected failure, written: what a test proves."""

from collections.abc import Callable

import pytest

from specgen.inventory.model import Inventory
from specgen.levels import Level

Scanner = Callable[..., Inventory]
HEAD = "import pytest, hypothesis\nfrom hypothesis import given\nfrom shop import cart\n"
W, H, S, X = Level.WRITTEN, Level.HOLLOW, Level.SKELETON, Level.EXPECTED_FAILURE
NOTHING = "asserts nothing"
ONLY_CRASH = "can notice no more than an exception: nothing looks at a result"


@pytest.mark.parametrize(
    ("text", "level", "why"),
    [
        ("def test_a():\n assert cart.total()", W, ""),
        ("def test_a():\n cart.total()", W, ONLY_CRASH),
        ("def test_a():\n x = 1", H, NOTHING),
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
            "def test_a():\n g(1)",
            H,
            NOTHING,
        ),
        ("def f(x):\n f(x)\ndef test_a():\n f(1)", H, NOTHING),
        ("async def ok():\n assert 1 < x\nasync def test_a():\n ok()", H,
         "calls a coroutine that nobody awaits"),
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


ASYNC = "import asyncio\nfrom unittest import TestCase\nfrom unittest.mock import Mock, patch\n"
CASE = "class T(TestCase):\n def test_a(self):\n  "
WHY = {
    "constant": "asserts only what always holds",
    "coroutine": "asserts a coroutine that nobody awaits",
    "dropped": "calls a coroutine that nobody awaits",
    "uncalled": "names an assertion of a mock and does not call it",
    "named": "names a helper and does not call it",
    "function": "asserts a function that it does not call",
    "doubles": "calls nothing but doubles that it made itself",
    "unreached": "never reaches its assertions",
    "circular": "expects what the call under test itself gives",
    "own": "expects an error that it raises itself",
    "swallowed": "swallows the errors of its assertions",
    "nothing": "asserts nothing",
}
WORTHLESS = [
    (CASE + "self.assertTrue(True)", "constant"),
    (CASE + "self.assertTrue([1, cart.total()], [2])", "constant"),
    (CASE + "self.assertEqual(1, 1)", "constant"),
    (CASE + "self.assertFalse(False)", "constant"),
    (CASE + "self.assertIsNotNone('total')", "constant"),
    (CASE + "x = cart.total()\n  self.assertEqual(x, x)", "constant"),
    (CASE + "self.assertEqual(cart.total(), cart.total())", "circular"),
    (CASE + "self.assertRaises(ValueError, int, 'x')", "own"),
    ("def test_a():\n cart.total()\n assert True or cart.LIMIT", "constant"),
    ("def test_a():\n assert (cart.total() == 1, 'msg')", "constant"),
    ("def test_a():\n assert 'total'", "constant"),
    ("def test_a():\n assert f'total {cart.total()}'", "constant"),
    ("def test_a():\n assert not False", "constant"),
    ("def test_a():\n x = cart.total()\n assert x == x", "constant"),
    ("def test_a():\n x = cart.total()\n assert x is x", "constant"),
    ("def test_a():\n assert isinstance(cart.total(), object)", "constant"),
    ("def test_a():\n assert len(cart.total()) >= 0", "constant"),
    ("def test_a():\n assert (cart.total() == x for x in y)", "constant"),
    ("def test_a():\n assert all(cart.total(x) for x in [])", "constant"),
    ("def test_a():\n m = Mock()\n assert m", "constant"),
    ("def ok(x):\n assert x\ndef test_a():\n ok", "named"),
    ("def ok(x):\n assert x\ndef test_a():\n check = ok", "named"),
    ("def ok(x):\n assert x\ndef test_a():\n assert ok", "function"),
    ("def test_a():\n assert cart.total", "function"),
    ("def test_a():\n m = Mock()\n cart.total(m)\n assert m.charge.assert_called_once", "uncalled"),
    ("def test_a():\n m = Mock()\n cart.total(m)\n m.charge.assert_called_once", "uncalled"),
    ("def test_a():\n m = Mock()\n cart.total(m)\n assert m.called_once_with(1)", "uncalled"),
    ("def test_a():\n m = Mock(spec=cart.Cart)\n m.add.return_value = 3\n assert m.add(1) == 3",
     "doubles"),
    ("def test_a():\n m = Mock()\n m.add(1)\n m.add.assert_called_once_with(1)", "doubles"),
    ("def test_a():\n with patch('shop.cart.total') as m:\n  m.return_value = 3\n"
     "  assert m() == 3", "doubles"),
    ("def test_a():\n with patch('shop.cart.total', return_value=3):\n  assert cart.total() == 3",
     "doubles"),
    ("def test_a():\n with patch.object(cart, 'total', return_value=3):\n"
     "  assert cart.total() == 3", "doubles"),
    ("@patch('shop.cart.total')\ndef test_a(total):\n total.return_value = 3\n"
     " assert cart.total() == 3", "doubles"),
    ("def test_a(monkeypatch):\n monkeypatch.setattr(cart, 'total', lambda: 3)\n"
     " assert cart.total() == 3", "doubles"),
    ("def test_a():\n cart.total = Mock(return_value=3)\n assert cart.total() == 3", "doubles"),
    ("def test_a():\n assert cart.fetch(1) != 3", "coroutine"),
    ("def test_a():\n assert cart.fetch(1) is not None", "coroutine"),
    ("def test_a():\n x = cart.fetch(1)\n assert x", "coroutine"),
    (CASE + "self.assertTrue(cart.fetch())", "coroutine"),
    ("async def test_a():\n asyncio.create_task(cart.fetch())", "dropped"),
    ("async def test_a():\n t = asyncio.create_task(cart.fetch())", "dropped"),
    ("async def test_a():\n t = asyncio.ensure_future(cart.fetch())\n assert t", "coroutine"),
    ("async def test_a():\n cart.fetch()", "dropped"),
    ("async def ok():\n assert cart.total()\nasync def test_a():\n asyncio.create_task(ok())",
     "dropped"),
    ("def test_a():\n cart.total()\n if False:\n  assert cart.total()", "unreached"),
    ("def test_a():\n cart.total()\n if TYPE_CHECKING:\n  assert cart.total()", "unreached"),
    ("def test_a():\n cart.total()\n while False:\n  assert cart.total()", "unreached"),
    ("def test_a():\n for x in []:\n  assert cart.total(x)", "unreached"),
    ("def test_a():\n for x in enumerate(()):\n  assert cart.total(x)", "unreached"),
    ("def test_a():\n cases = []\n for x in cases:\n  assert cart.total(x)", "unreached"),
    ("def test_a():\n cart.total()\n return\n assert cart.total()", "unreached"),
    ("def test_a():\n if True:\n  return\n assert cart.total()", "unreached"),
    ("def test_a():\n if x:\n  return 1\n else:\n  return 2\n assert cart.total()", "unreached"),
    ("def test_a():\n with cart.lock():\n  return\n assert cart.total()", "unreached"),
    ("def test_a():\n expected = cart.total(1)\n assert cart.total(1) == expected", "circular"),
    ("def test_a():\n expected = cart.total(1)\n got = cart.total(1)\n assert got == expected",
     "circular"),
    ("def test_a():\n assert cart.total(1) == cart.total(1)", "circular"),
    ("async def test_a():\n assert await cart.fetch(1) == await cart.fetch(1)", "circular"),
    ("def test_a():\n with pytest.raises(ValueError):\n  raise ValueError('x')", "own"),
    ("def test_a():\n with pytest.raises(ValueError):\n  int('x')", "own"),
    ("from contextlib import suppress\ndef test_a():\n with suppress(AssertionError):\n"
     "  assert cart.total()", "swallowed"),
    ("def test_a():\n try:\n  assert cart.total()\n except AssertionError as e:\n  print(e)",
     "swallowed"),
    ("def test_a():\n try:\n  assert cart.total()\n finally:\n  return", "swallowed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), WORTHLESS)
def test_what_cannot_fail_is_hollow(scanned: Scanner, text: str, why: str) -> None:
    items = scanned({"tests/test_x.py": HEAD + ASYNC + text}).items
    item = next(i for i in items if i.name == "test_a")
    assert (item.level, item.why_level) == (H, WHY[why])


def test_a_skip_before_the_assertion(scanned: Scanner) -> None:
    text = "def test_a():\n cart.total()\n pytest.skip('later')\n assert cart.total()"
    (item,) = scanned({"tests/test_x.py": HEAD + text}).items
    assert (item.level, item.why_level, item.live) == (H, WHY["unreached"], False)


NEAR = [
    CASE + "self.assertTrue(cart.total(), True)",
    CASE + "self.assertEqual(cart.total(1), cart.total(2))",
    CASE + "self.assertRaises(ValueError, cart.total, 'x')",
    CASE + "self.assertIs(cart.total(), cart.total())",
    "def test_a():\n assert cart.total() or True is False",
    "def test_a():\n assert cart.total() is cart.total()",
    "def test_a():\n assert cart.Cart(1) == cart.Cart(1)",
    "def test_a():\n assert hash(cart.total()) == hash(cart.total())",
    "def build():\n return cart.Cart()\ndef test_a():\n assert build() == build()",
    "def test_a():\n first = cart.total(1)\n second = cart.total(1)\n assert first == second",
    "def test_a():\n x = cart.total(x)\n assert cart.total(x) == x",
    "def test_a():\n cart.run().assert_outcomes(failed=1)",
    "def test_a():\n n = cart.total()\n cart.add(1)\n assert cart.total() == n",
    "def test_a():\n n = cart.total()\n x = cart.add(1)\n assert cart.total() == n",
    "def test_a():\n n = cart.total()\n with cart.lock():\n  assert cart.total() == n",
    "def test_a():\n n = cart.total()\n assert cart.add(1)\n assert cart.total() == n",
    "def ok(x):\n assert x\ndef test_a():\n check = ok\n check(cart.total())",
    "def ok(x):\n assert x\ndef test_a():\n run(ok, cart.total())",
    "@pytest.fixture\ndef shop(): ...\ndef test_a(shop):\n assert shop",
    "@pytest.fixture\nasync def fetch(): ...\ndef test_a(fetch):\n assert fetch() == 1",
    "def test_a():\n total = cart.total()\n assert total",
    "def test_a():\n assert cart.LIMIT",
    "def test_a():\n m = Mock()\n cart.total(m)\n assert m.called",
    "def test_a():\n m = Mock()\n cart.total(m)\n m.charge.assert_called_once()",
    "def test_a(m):\n c = cart.Cart(m)\n assert c.assert_hostname",
    "from shop.cart import total\ndef test_a():\n with patch('shop.cart.total'):\n"
    "  assert total() == 3",
    "def test_a():\n with patch('shop.cart.LIMIT', 3):\n  assert cart.total() == 3",
    "def test_a(cart_of):\n m = Mock()\n assert cart_of(m) == 3",
    "def test_a():\n assert asyncio.run(cart.fetch(1)) == 3",
    "async def test_a():\n x = cart.fetch(1)\n assert await x == 3",
    "async def test_a():\n t = asyncio.create_task(cart.fetch())\n assert await t == 3",
    "def test_a():\n if cart.LIMIT:\n  assert cart.total()",
    "def test_a():\n if not TYPE_CHECKING:\n  assert cart.total()",
    "def test_a():\n for x in [1]:\n  assert cart.total(x)",
    "def test_a():\n cases = []\n cases.append(1)\n for x in cases:\n  assert cart.total(x)",
    "def test_a():\n cases = []\n cart.total(cases)\n for x in cases:\n  assert x",
    "def test_a():\n if x:\n  return\n assert cart.total()",
    "def test_a():\n with pytest.raises(ValueError):\n  raise cart.total()",
    "def test_a():\n with pytest.raises(ValueError):\n  int(cart.total())",
    "def test_a():\n with pytest.raises(ValueError), cart.lock():\n  raise ValueError",
    "def test_a():\n with pytest.raises(ValueError):\n  with cart.lock():\n   raise ValueError",
    "def test_a():\n try:\n  cart.total()\n except ValueError:\n  pass\n else:\n  pytest.fail('x')",
    "def test_a():\n try:\n  assert cart.total()\n finally:\n  cart.close()",
]  # fmt: skip


@pytest.mark.parametrize("text", NEAR)
def test_what_looks_alike_and_can_fail_is_written(scanned: Scanner, text: str) -> None:
    items = scanned({"tests/test_x.py": HEAD + ASYNC + text}).items
    item = next(i for i in items if i.name == "test_a")
    assert (item.level, item.why_level, item.weak) == (W, "", False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("def test_a():\n cart.total()", ONLY_CRASH),
        ("def test_a():\n c = cart.Cart()\n c.add(1)", ONLY_CRASH),
        ("def make():\n return cart.Cart()\ndef test_a():\n make().add(1)", ONLY_CRASH),
        ("@pytest.fixture\ndef c():\n return cart.Cart()\ndef test_a(c):\n c.add(1)", ONLY_CRASH),
        ("def test_a():\n import shop.bank", ONLY_CRASH),
        ("def test_a():\n class C(cart.Base): ...", ONLY_CRASH),
        ("@cart.total\nclass C: ...\ndef test_a():\n C(1)", ONLY_CRASH),
        ("class C:\n x = cart.total()\ndef test_a():\n C(1)", ONLY_CRASH),
        ("import shop\ndef test_a():\n shop.cart.LIMIT", ONLY_CRASH),
        ("def test_a():\n @cart.total\n def f(): ...\n f.send()", ONLY_CRASH),
        ("async def test_a():\n await cart.fetch()", ONLY_CRASH),
        ("def test_a():\n m = Mock()\n cart.total(m)", ONLY_CRASH),
        ("from shop.cart import _round\ndef test_a():\n assert _round(1) == 1",
         "reaches only private names of the module"),
    ],
)  # fmt: skip
def test_what_notices_no_more_than_an_exception_is_weak(
    scanned: Scanner, text: str, why: str
) -> None:
    items = scanned({"tests/test_x.py": HEAD + ASYNC + text}).items
    item = next(i for i in items if i.name == "test_a")
    assert (item.level, item.weak, item.why_level) == (W, True, why)
