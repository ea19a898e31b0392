"""Which modules a test reaches and how strongly; a name alone never links."""

from collections.abc import Callable

import pytest

from specgen.inventory.model import COUNTS, How, Inventory, Link

Scanner = Callable[..., Inventory]
HEAD = "import pytest\nfrom unittest.mock import patch\nfrom shop import bank, cart\n"


def links(scanned: Scanner, text: str, more: dict[str, str] | None = None) -> dict[str, Link]:
    """The links of the first test, by the last part of the module's name."""
    found = scanned({"tests/test_x.py": HEAD + text, **(more or {})})
    return {x.module.removeprefix("shop."): x for x in found.items[0].links}


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("def test_a():\n assert cart.total()", How.CALLED),
        ("def test_a():\n import shop.cart as c\n assert c.total()", How.CALLED),
        ("def test_a():\n from shop import Cart\n assert Cart().add(1)", How.CALLED),
        ("def test_a():\n assert isinstance(f(), cart.Cart)", How.USED),
        ("@pytest.mark.parametrize('f', [cart.total])\ndef test_a(f):\n assert f()", How.USED),
        ("def test_a():\n c = cart.Cart()\n bank.connect(c)\n assert bank.Bank()", How.BUILT),
        ("def test_a():\n assert bank.connect(cart.Cart())", How.BUILT),
        ("def test_a():\n assert len(cart.Cart())", How.CALLED),
        ("def test_a():\n with patch('shop.cart.total'): pass", How.PATCHED),
        ("@patch('shop.cart.total')\ndef test_a(m): assert m", How.PATCHED),
        ("def test_a(monkeypatch):\n monkeypatch.setattr(cart, 'total', 1)", How.PATCHED),
        (
            "class Fake(cart.Base):\n def run(self): ...\ndef test_a():\n assert Fake().run()",
            How.HELPER,
        ),
        ("def h():\n return cart.total()\ndef test_a():\n assert h()", How.HELPER),
        (
            "def g():\n return cart.total()\ndef h():\n return g()\ndef test_a():\n assert h()",
            How.HELPER,
        ),
        ("CART = cart.Cart()\ndef test_a():\n assert CART.add(1)", How.HELPER),
        (
            "@pytest.fixture\ndef c():\n return cart.Cart()\ndef test_a(c):\n assert c.add(1)",
            How.FIXTURE,
        ),
        (
            "@pytest.fixture(name='c')\ndef make():\n return cart.Cart()\n"
            "def test_a(c):\n assert c.add(1)",
            How.FIXTURE,
        ),
        ("@pytest.fixture\ndef c():\n return cart.Cart()\ndef test_a(c):\n assert 1", How.SETUP),
        (
            "@pytest.fixture\ndef c():\n return cart.Cart()\n"
            "@pytest.mark.usefixtures('c')\ndef test_a():\n assert 1",
            How.SETUP,
        ),
        (
            "@pytest.fixture\ndef c():\n return cart.Cart()\n"
            "def test_a(c):\n assert bank.connect(c)",
            How.BUILT,
        ),
        (
            "@pytest.fixture(autouse=True)\ndef c():\n cart.total()\ndef test_a():\n assert 1",
            How.AUTOUSE,
        ),
        (
            "class TestA:\n def setup_method(self): cart.total()\n def test_a(self): assert 1",
            How.SETUP,
        ),
        ("def setup_module():\n cart.total()\ndef test_a():\n assert 1", How.SETUP),
        (
            "class TestA:\n def setup_method(self): self.c = cart.Cart()\n"
            " def test_a(self): assert self.c.add(1)",
            How.FIXTURE,
        ),
        (
            "class TestA:\n kind = cart.Cart\n def test_a(self): assert self.kind()",
            How.FIXTURE,
        ),
        (
            "class TestA:\n def make(self): return cart.Cart()\n"
            " def test_a(self): assert self.make()",
            How.HELPER,
        ),
        (
            "class TestA:\n @pytest.fixture\n def c(self): return cart.Cart()\n"
            " def test_a(self, c): assert c.add(1)",
            How.FIXTURE,
        ),
    ],
)
def test_how_a_module_is_reached(scanned: Scanner, text: str, how: How) -> None:
    found = links(scanned, text)
    assert found["cart"].how is how
    assert found["cart"].weight == how.weight
    assert found["cart"].counts is (how.weight >= COUNTS)


@pytest.mark.parametrize(
    "text",
    [
        "def test_a():\n assert 1",
        "def test_cart():\n assert x.total()",
        "def h():\n return cart.total()\ndef test_a():\n assert 1",
        "def test_a():\n assert shop.cart",
    ],
)
def test_an_import_or_a_name_alone_links_nothing(scanned: Scanner, text: str) -> None:
    assert links(scanned, text) == {}


def test_a_weak_link_counts_in_a_file_named_after_the_module(scanned: Scanner) -> None:
    text = "from shop import bank, cart\ndef test_a():\n assert bank.connect(cart.Cart())"
    for path, counts in (("tests/test_cart.py", True), ("tests/test_other.py", False)):
        item = next(i for i in scanned({path: text}).items if i.path == path)
        link = item.link("shop.cart")
        assert link is not None
        assert link.counts is counts
    assert item.link("shop.nothing") is None


def test_links_say_why_strongest_first(scanned: Scanner) -> None:
    found = scanned(
        {
            "tests/test_x.py": HEAD
            + "def test_a():\n with patch('shop.bank.connect'):\n  assert cart.Cart().add(1)"
        }
    )
    assert [(x.why, x.line) for x in found.items[0].links] == [
        ("calls shop.cart.Cart", 6),
        ("replaces shop.bank.connect", 5),
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"tests/conftest.py": "from tests.things import c\n", "tests/things.py": "{}"},
        {"tests/conftest.py": "pytest_plugins = ['tests.things']\n", "tests/things.py": "{}"},
        {"tests/conftest.py": "from tests.things import *\n", "tests/things.py": "{}"},
        {"tests/conftest.py": "{}"},
        {"conftest.py": "{}"},
    ],
)
def test_fixtures_come_from_conftests_plugins_and_imports(
    scanned: Scanner, more: dict[str, str]
) -> None:
    fixture = "import pytest, shop.cart\n@pytest.fixture\ndef c():\n    return shop.cart.Cart()\n"
    files = {name: text.replace("{}", fixture) for name, text in more.items()}
    found = scanned({"tests/test_x.py": "def test_a(c):\n assert c.add(1)", **files})
    link = found.items[0].link("shop.cart")
    assert link is not None
    assert (link.how, link.why) == (How.FIXTURE, "is given shop.cart.Cart through fixture c")


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("from tests.helpers import make", "make"),
        ("from .helpers import make", "make"),
        ("from . import helpers", "helpers.make"),
        ("import tests.helpers", "tests.helpers.make"),
        ("from tests.helpers import *", "make"),
    ],
)
def test_helpers_are_followed_across_files(scanned: Scanner, line: str, call: str) -> None:
    found = scanned(
        {
            "tests/__init__.py": "",
            "tests/helpers.py": "from shop.cart import Cart\ndef make(): return Cart()",
            "tests/test_x.py": f"{line}\ndef test_a():\n assert {call}()",
        }
    )
    assert [x.how for x in found.items[0].links] == [How.HELPER]


def test_fixtures_of_fixtures_are_followed_once(scanned: Scanner) -> None:
    text = (
        "@pytest.fixture\ndef a():\n return cart.Cart()\n"
        "@pytest.fixture\ndef b(a):\n return a.add(1)\n"
        "@pytest.fixture\ndef c(b, c):\n return b\n"
        "def test_a(c):\n assert c\n"
    )
    assert links(scanned, text) == {}
    direct = text.replace("def test_a(c):\n assert c", "def test_a(b):\n assert b")
    assert links(scanned, direct)["cart"].how is How.BUILT
