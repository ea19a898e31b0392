"""What the inventory tests share: a tree of files scanned in one go."""

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from specgen.inventory.model import Inventory, TypeRule
from specgen.inventory.scan import TestLayout, scan
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library

Scanner = Callable[..., Inventory]
TYPES = (
    TypeRule("unit", "unit", "unit"),
    TypeRule("stress", "stress", "stress"),
    TypeRule("race", "stress", "race"),
    TypeRule("chaos", "stress", "chaos", ("havoc",)),
    TypeRule("performance", "performance", "performance", ("perf",)),
    TypeRule("smoke", "e2e/runtime", "smoke"),
    TypeRule("e2e", "e2e", "e2e"),
)
SHOP = {
    "src/shop/__init__.py": "from .cart import Cart\n",
    "src/shop/cart.py": """
        LIMIT = 3
        class Cart:
            def add(self, x): ...
        class Base: ...
        def total(): ...
        async def fetch(): ...
    """,
    "src/shop/bank.py": "class Bank: ...\ndef connect(): ...\n",
    "src/shop/_made.py": "",
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Write files, dedented, below a new folder."""

    def run(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text))
        return tmp_path

    return run


@pytest.fixture
def scanned(write: Callable[[Mapping[str, str]], Path]) -> Scanner:
    """Files, on top of a small shop, to their inventory."""

    def run(files: Mapping[str, str], layout: TestLayout | None = None) -> Inventory:
        root = write({**SHOP, **files})
        surface = survey(SourceLayout("src"), Library(root, name="source", bodies=False))
        chosen = layout or TestLayout(types=TYPES)
        return scan(root, chosen, surface=surface, reader=Library(root))

    return run
