"""What a body does: the checks it reaches, what it touches and how, skips, stores, acts."""

from collections.abc import Callable

import pytest

from specgen.syntax.model import Body, CheckKind, Import, SkipCall, Touch

Bodies = Callable[[str], Body]
A, C, R = CheckKind.ASSERT, CheckKind.CONSTANT, CheckKind.RAISES
CALL, RAISE, LOST = CheckKind.CALL, CheckKind.RAISE, CheckKind.SWALLOWED


def indented(text: str) -> str:
    return "def test_x(self, snapshot, benchmark):\n" + "".join(
        f"    {line}\n" for line in text.splitlines()
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("assert f()", [A]),
        ("assert True", [C]),
        ("assert (f(), 'message')", [C]),
        ("assert 1 == 1", [C]),
        ("assert len(x) >= 0", [C]),
        ("assert len(x) >= 1", [A]),
        ("assert f() or True", [C]),
        ("assert f() and True", [A]),
        ("assert 1 < f() < 3", [A]),
        ("assert 0", [A]),
        ("with pytest.raises(ValueError):\n    f()", [R]),
        ("with pytest.raises(ValueError) as e:\n    f()", [R]),
        ("self.assertRaises(ValueError, f)", [R]),
        ("self.assertEqual(f(), 1)", [CALL]),
        ("mock.assert_called_once_with(1)", [CALL]),
        ("mock.assert_called_once", [CheckKind.UNCALLED]),
        ("np.testing.assert_allclose(f(), 1)", [CALL]),
        ("snapshot.match(f())", [CALL]),
        ("benchmark(f)", [CALL]),
        ("self.snapshot.check(f())", [CALL]),
        ("subprocess.run(['x'], check=True)", [CALL]),
        ("subprocess.run(['x'], check=False)", []),
        ("if f():\n    pytest.fail('no')", [CALL]),
        ("if f():\n    raise ValueError('no')", [RAISE]),
        ("try:\n    f()\nexcept OSError:\n    raise", []),
        ("try:\n    raise OSError\nexcept OSError:\n    f()", []),
        ("try:\n    assert f()\nexcept Exception:\n    pass", [LOST]),
        ("try:\n    assert f()\nexcept (OSError, AssertionError):\n    print('x')", [LOST]),
        ("try:\n    assert f()\nexcept:\n    return None", [LOST]),
        (
            "for x in f():\n    try:\n        assert x\n    except Exception:\n        continue",
            [LOST],
        ),
        ("try:\n    assert f()\nexcept Exception:\n    logging.warning('x')", [LOST]),
        ("try:\n    assert f()\nexcept Exception:\n    'text'", [LOST]),
        ("try:\n    assert f()\nexcept OSError:\n    pass", [A]),
        ("try:\n    assert f()\nexcept Exception:\n    x = 1", [A]),
        ("try:\n    f()\nfinally:\n    assert g()", [A]),
        ("try:\n    assert f()\nexcept* OSError:\n    pass", [A]),
        ("with contextlib.suppress(Exception):\n    assert f()", [LOST]),
        ("with contextlib.suppress(OSError):\n    assert f()", [A]),
        ("return\nassert f()", []),
        ("def inner():\n    assert f()", []),
        ("def inner():\n    assert f()\ninner()", [A]),
        ("async def inner():\n    assert f()\ninner()", []),
        ("async def inner():\n    assert f()\nrun(inner())", [A]),
        ("@given(x)\ndef inner():\n    assert f()", [A]),
        ("def boom():\n    raise ValueError\nf(boom)", []),
        ("class Fake(Base):\n    def run(self):\n        assert f()\nuse(Fake())", [A]),
        ("match f():\n    case 1:\n        assert g()", [A]),
        ("while f():\n    assert g()\nelse:\n    assert h()", [A, A]),
        ("async with f() as x:\n    async for y in x:\n        assert y", [A]),
    ],
)
def test_checks_are_told_by_shape_and_name(body: Bodies, text: str, kinds: list[CheckKind]) -> None:
    assert [c.kind for c in body(indented(text)).checks] == kinds


@pytest.mark.parametrize(
    ("text", "chain", "touch", "into"),
    [
        ("shop.buy()", "shop.buy", Touch.CALLED, ""),
        ("await shop.buy()", "shop.buy", Touch.CALLED, ""),
        ("assert shop.LIMIT == 3", "shop.LIMIT", Touch.USED, ""),
        ("assert isinstance(x(), Shop)", "Shop", Touch.USED, ""),
        ("run(Shop())", "Shop", Touch.BUILT, "run"),
        ("run([Shop()], key=1)", "Shop", Touch.BUILT, "run"),
        ("s = Shop()\nrun(s)", "Shop", Touch.BUILT, "run"),
        ("s = Shop()\nrun(s)\nassert s.open", "Shop", Touch.CALLED, ""),
        ("s = Shop()\ns.buy()", "Shop.buy", Touch.CALLED, ""),
        ("s = await Shop()\ns.buy()", "Shop.buy", Touch.CALLED, ""),
        ("s = Shop()", "Shop", Touch.CALLED, ""),
        ("s: Shop = Shop()\nassert s", "Shop", Touch.CALLED, ""),
        ("with Shop() as s:\n    run(s)", "Shop", Touch.BUILT, "run"),
        ("with Shop():\n    pass", "Shop", Touch.CALLED, ""),
        ("(a, *b), c = Shop()\nassert b", "Shop", Touch.CALLED, ""),
        ("Shop().buy()", "Shop", Touch.CALLED, ""),
        ("patch('shop.buy')", "shop.buy", Touch.PATCHED, ""),
        ("mocker.patch.object(shop, 'buy')", "shop", Touch.PATCHED, ""),
        ("monkeypatch.setattr(shop, 'buy', f)", "shop", Touch.PATCHED, ""),
        ("class Fake(Base):\n    pass", "Base", Touch.USED, ""),
        ("f = lambda: shop.buy()", "shop.buy", Touch.CALLED, ""),
        ("x[shop.KEY] = 1", "shop.KEY", Touch.USED, ""),
        ("del shop.KEY", "shop.KEY", Touch.USED, ""),
        ("try:\n    f()\nexcept shop.Error:\n    g()", "shop.Error", Touch.USED, ""),
    ],
)
def test_names_are_touched_with_their_strongest_touch(
    body: Bodies, text: str, chain: str, touch: Touch, into: str
) -> None:
    found = {u.chain: u for u in body(indented(text)).uses}
    assert (found[chain].touch, found[chain].into) == (touch, into)


@pytest.mark.parametrize(
    ("text", "absent"),
    [("x = 1\nassert x.y", "x.y"), ("for i in f():\n    use(i)", "i"), ("len(print)", "len")],
)
def test_locals_and_builtins_are_no_touches(body: Bodies, text: str, absent: str) -> None:
    assert absent not in {u.chain for u in body(indented(text)).uses}


def test_variables_do_not_grow_names_without_end(body: Bodies) -> None:
    steps = "\n".join(f"x = x.step{n}()" for n in range(20))
    assert all(u.chain.count(".") < 6 for u in body(indented(f"x = Shop()\n{steps}")).uses)


@pytest.mark.parametrize(
    ("text", "skip"),
    [
        ("pytest.skip('why')", SkipCall("skip", 2, "why")),
        ("pytest.skip(reason='why')", SkipCall("skip", 2, "why")),
        ("if f():\n    pytest.xfail('x')", SkipCall("xfail", 3, "x", "f()")),
        ("if a:\n    pass\nelse:\n    pytest.skip()", SkipCall("skip", 5, "", "not (a)")),
        ("for x in y:\n    self.skipTest('n')", SkipCall("skip", 3, "n", "a loop")),
        (
            "try:\n    f()\nexcept OSError:\n    raise unittest.SkipTest('n')",
            SkipCall("skip", 5, "n", "except OSError"),
        ),
        ("try:\n    f()\nexcept:\n    raise SkipTest", SkipCall("skip", 5, "", "except any error")),
        ("match a:\n    case 1:\n        pytest.skip()", SkipCall("skip", 4, "", "a case")),
        ("def g():\n    pytest.skip()\ng()", SkipCall("skip", 3, "", "in g")),
    ],
)
def test_skips_keep_the_condition_they_stand_under(body: Bodies, text: str, skip: SkipCall) -> None:
    assert body(indented(text)).skips == (skip,)


def test_importorskip_binds_a_module(body: Bodies) -> None:
    found = body(indented("np = pytest.importorskip('numpy.linalg')\nassert np.norm(1)"))
    assert found.imports == (Import("np", "numpy.linalg", 2, guarded=True),)


def test_set_up_stores_what_it_makes(body: Bodies) -> None:
    found = body(
        "def setUp(self):\n"
        "    self.client = Client(key)\n"
        "    def inner(): assert 1\n"
        "    self.check = inner\n"
        "    self.a, self.b = 1, 2\n"
    )
    assert ("client", "Client") in found.stores
    assert ("check", "") in found.stores


@pytest.mark.parametrize(
    ("text", "name", "target", "keywords"),
    [
        ("Mock(spec=Shop)", "unittest.mock.Mock", "", ("spec",)),
        ("patch('a.b', **options)", "unittest.mock.patch", "a.b", ("**",)),
        ("time.sleep(x.y)", "time.sleep", "x.y", ()),
        ("random.random()", "random.random", "", ()),
    ],
)
def test_watched_calls_are_kept_by_their_imported_names(
    body: Bodies, text: str, name: str, target: str, keywords: tuple[str, ...]
) -> None:
    heads = "import time, random\nfrom unittest.mock import Mock, patch\n"
    acts = body(heads + indented(text)).acts
    assert [(a.name, a.target, a.keywords) for a in acts] == [(name, target, keywords)]


@pytest.mark.parametrize(
    ("call", "target"),
    [
        ("monkeypatch.setattr(cart, 'total', f)", "shop.cart.total"),
        ("monkeypatch.setattr('shop.cart.NAME', 'x')", "shop.cart.NAME"),
        ("monkeypatch.delattr(cart.Cart, 'total')", "shop.cart.Cart.total"),
        ("mocker.patch.object(cart.Cart, 'total')", "shop.cart.Cart.total"),
        ("mocker.spy(cart, name)", "shop.cart"),
    ],
)
def test_what_a_patch_replaces(body: Bodies, call: str, target: str) -> None:
    assert [a.target for a in body("from shop import cart\n" + indented(call)).acts] == [target]


@pytest.mark.parametrize(
    ("text", "pending", "empty"),
    [
        ("'''Doc.'''\npending('do it')", True, False),
        ("specgen.testing.pending('do it')", True, False),
        ("pending('x')\nassert f()", False, False),
        ("'''Doc.'''", False, True),
        ("...\npass", False, True),
        ("f()()", False, False),
    ],
)
def test_pending_and_empty_bodies(body: Bodies, text: str, pending: bool, empty: bool) -> None:
    found = body(indented(text))
    assert (found.pending, found.empty) == (pending, empty)


def test_a_call_that_nobody_awaits_is_dropped(body: Bodies) -> None:
    assert body(indented("f()\nawait g()\nx = h()")).dropped == ("f",)


def test_imports_inside_count(body: Bodies) -> None:
    found = body(indented("import a.b\nfrom .c import d as e"))
    assert found.imports == (
        Import("a", "a.b", 2, plain=True, guarded=True),
        Import("e", ".c.d", 3, guarded=True),
    )


def test_defaults_and_decorators_belong_to_the_body(body: Bodies) -> None:
    found = body("@pytest.mark.parametrize('f', [shop.buy])\ndef test_x(*, y=shop.KEY): f(y)")
    assert {"shop.buy", "shop.KEY"} <= {u.chain for u in found.uses}


def test_what_raises_is_noted(body: Bodies) -> None:
    assert body(
        "def f():\n    if x:\n        raise shop.Error(1)\n    raise ValueError"
    ).raises == (
        "shop.Error",
        "ValueError",
    )
