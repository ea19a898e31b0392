"""Import blocks are sorted as ruff sorts them."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.emit.imports import import_block
from specgen.test_types.model import Import

MODULES = st.sampled_from(
    ["threading", "concurrent.futures", "pytest", "hypothesis", "shop", "shop.cart", "shop.b10"]
    + ["shop.b2", "Shop.other", "specgen.testing"]
)
NAMES = st.sampled_from(["Cart", "TOTAL", "total", "A", "a10", "a2", "TestKind", "test_it", "_p"])


@settings(max_examples=examples(25), deadline=None)
@given(st.frozensets(st.builds(Import, MODULES, NAMES | st.just("")), min_size=1, max_size=12))
def test_ruff_agrees(imports: frozenset[Import]) -> None:
    block = import_block(imports, frozenset({"shop", "Shop"}), width=60)
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "I", "-q"]
    command += ["--config", 'lint.isort.known-first-party=["shop", "Shop"]']
    command += ["--config", "line-length=60", "--stdin-filename", "x.py", "-"]
    done = subprocess.run(command, input=block, capture_output=True, text=True)
    assert done.returncode == 0, block + done.stdout


def test_sections_and_long_statements() -> None:
    names = ("Alpha", "Beta", "Gamma", "gamma")
    imports = {Import("shop.cart", name) for name in names} | {Import("threading")}
    assert import_block(frozenset(imports), frozenset({"shop"}), width=30) == (
        "import threading\n\n"
        "from shop.cart import (\n    Alpha,\n    Beta,\n    Gamma,\n    gamma,\n)\n"
    )


def test_what_pytest_would_collect_is_imported_under_another_name() -> None:
    entry = Import("shop", "TestKind")
    assert entry.bound == "_TestKind"
    assert import_block(frozenset({entry}), frozenset({"shop"}), width=88) == (
        "from shop import TestKind as _TestKind\n"
    )
