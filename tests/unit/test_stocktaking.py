"""A scan without specs sees what a scan with the specs that `init` drafts sees."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.__main__ import main
from specgen.stocktaking import BUILT_IN, stock_of
from specgen.test_types.registry import TEST_TYPES

FILES = {
    "pyproject.toml": "[project]\nname = 'shop'\n",
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "def total(prices):\n    return sum(prices)\n",
    "tests/unit/test_cart.py": "from shop.cart import total\n\ndef test_total():\n"
    "    assert total([1]) == 1\n",
    "tests/functional/test_shop.py": "from shop.cart import total\n\ndef test_shop():\n"
    "    total([])\n",
    "tests/test_stays.py": "import pytest\n\n@pytest.mark.skip\ndef test_none(): ...\n",
}
Run = Callable[..., str]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository without specs, one of whose folders means a type by a further word."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_drafting_specs_changes_nothing_of_a_scan(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def scan() -> object:
        assert main(["scan", "--root", str(repository), "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    before = scan()
    assert main(["init", "--root", str(repository)]) == 0
    capsys.readouterr()
    assert scan() == before


def test_the_api_and_the_tests_with_their_types(repository: Path) -> None:
    steps: list[str] = []
    surface, inventory = stock_of(repository, progress=steps.append)
    assert sorted(surface.modules) == ["shop", "shop.cart"]
    assert {i.name: i.type for i in inventory.items} == {
        "test_total": "unit", "test_shop": "e2e", "test_none": "unit"
    }  # fmt: skip
    assert steps == ["reading the code", "reading the tests"]


def test_the_words_are_those_of_the_types() -> None:
    assert list(BUILT_IN.items()) == [(t.name, (t.name, *t.aliases)) for t in TEST_TYPES]
    assert all(t.name == t.directory == t.marker for t in TEST_TYPES)
