"""Which modules there are, under which names, and what cannot be read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.cache.model import Store
from specgen.surface.model import Found, Surface
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library

Surveyor = Callable[..., Surface]
FILES = {
    "shop/__init__.py": "from .cart import Cart as Basket, add\nfrom shop import far\n",
    "shop/cart.py": "from .deep.price import Price\nclass Cart:\n def add(self): ...\ndef add(): 1",
    "shop/deep/__init__.py": "from ..cart import *",
    "shop/deep/price.py": "class Price: ...\n",
    "shop/far.py": "import os.path\nLIMIT = 3\n",
    "shop/tests/test_cart.py": "def test_x(): ...",
    "shop/test_more.py": "class TestMore: ...",
    "shop/test_kinds.py": "KINDS = 3",
    "shop/conftest.py": "",
    "single.py": "ONE = 1",
    "not-a-module.py": "",
}


def test_modules_have_dotted_names_sorted_and_tests_are_none(surveyed: Surveyor) -> None:
    found = surveyed(FILES)
    assert list(found.modules) == [
        "shop", "shop.cart", "shop.deep", "shop.deep.price", "shop.far", "shop.test_kinds",
        "single",
    ]  # fmt: skip
    assert found.modules["shop.deep"].path == "src/shop/deep/__init__.py"
    assert found.findings == ()


@pytest.mark.parametrize(
    ("layout", "names"),
    [
        (SourceLayout("src", ("single",)), ["single"]),
        (SourceLayout("src", ("shop.deep",)), ["shop.deep", "shop.deep.price"]),
        (
            SourceLayout("src", ("shop",), ("shop.d*", "shop.far", "*.test_*")),
            ["shop", "shop.cart"],
        ),
    ],
)
def test_packages_and_excludes_narrow_it(
    surveyed: Surveyor, layout: SourceLayout, names: list[str]
) -> None:
    assert list(surveyed(FILES, layout).modules) == names


def test_names_are_found_through_reexports(surveyed: Surveyor) -> None:
    found = surveyed(FILES)
    assert found.find("shop.Basket.add") == Found("shop.cart", "Cart.add")
    assert found.find("shop.cart.Price") == Found("shop.deep.price", "Price")
    assert found.find("shop.far") == Found("shop.far")
    assert found.find("shop.nothing") == Found("shop", "nothing")
    assert found.find("elsewhere.x") is None
    assert found.symbol("shop.add") == found.modules["shop.cart"].symbol("add")
    assert found.symbol("shop.none") is None
    assert found.symbol("none") is None
    assert found.module("shop.far") is found.modules["shop.far"]


def test_circular_reexports_end(surveyed: Surveyor) -> None:
    found = surveyed({"a.py": "from b import x", "b.py": "from a import x"})
    assert found.find("a.x") in (Found("a", "x"), Found("b", "x"))


def test_imports_are_absolute(surveyed: Surveyor) -> None:
    found = surveyed(FILES)
    assert found.modules["shop.cart"].imports == ("shop.deep.price.Price",)
    assert found.modules["shop.far"].imports == ("os.path",)
    assert found.modules["shop.deep"].open
    assert not found.modules["shop"].open


def test_unreadable_files_are_findings_and_the_others_go_on(surveyed: Surveyor) -> None:
    found = surveyed({"a.py": "x = (", "b.py": "y = 1"})
    assert [(f.rule, str(f.place.path)) for f in found.findings] == [
        ("unreadable-python", "src/a.py")
    ]
    assert found.modules["a"].problem.startswith("does not parse")
    assert found.modules["a"].open
    assert found.modules["b"].symbol("y") is not None


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        (SourceLayout("src", ("shop", "nope")), "does not hold nope"),
        (SourceLayout("nowhere"), "does not hold any Python module"),
    ],
)
def test_a_missing_source_is_a_finding(
    surveyed: Surveyor, layout: SourceLayout, message: str
) -> None:
    found = surveyed(FILES, layout)
    assert [(f.rule, f.message) for f in found.findings] == [("missing-source", message)]


def test_the_key_and_the_cache_follow_the_content(tmp_path: Path, surveyed: Surveyor) -> None:
    before = surveyed(FILES)
    store = Store(tmp_path)

    def again() -> Surface:
        return survey(SourceLayout("src"), Library(tmp_path, store, bodies=False), store=store)

    assert again() == again() == before
    (tmp_path / "src/single.py").write_text("TWO = 2")
    after = again()
    assert after.key != before.key
    assert after.modules["single"].symbol("TWO") is not None
