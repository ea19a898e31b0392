"""The drafted project: every guess with its reason, and specs that can be read."""

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from specgen.adopt.model import Evidence
from specgen.adopt.project import project_text
from specgen.adopt.types import TypesFound
from specgen.source.plain import plain
from specgen.source.read import read

FILES = {
    "pyproject.toml": '[project]\nname = "shop"\n'
    'classifiers = ["Programming Language :: Python :: 3.12"]\n'
    "[tool.coverage.report]\nfail_under = 85\n",
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "import requests\n\n\ndef total(n: int) -> int:\n    return n\n",
    "tests/test_cart.py": "from unittest.mock import patch\n\nfrom shop.cart import total\n\n\n"
    '@patch("requests.get")\ndef test_total(get: object) -> None:\n    assert total(1) == 1\n',
    ".github/workflows/ci.yml": "on: push\njobs:\n  test:\n    steps:\n      - run: pytest -q\n",
}
FOUND = TypesFound({"unit": 1, "race": 3}, {"race": {"concurrent": "3 tests"}})
Of = Callable[[dict[str, str]], Evidence]


@pytest.fixture
def drafted(evidence: Of) -> Callable[..., str]:
    """``drafted(found, without=())``: the text for the files, some of them left out."""

    def text(found: TypesFound = FOUND, *, without: tuple[str, ...] = ()) -> str:
        files = {name: text for name, text in FILES.items() if name not in without}
        return project_text(evidence(files), found)

    return text


def meaning(text: str) -> dict[str, object]:
    file, said = read(PurePosixPath("specs/project.yaml"), text.encode())
    assert not said
    assert file.root is not None
    found = plain(file.root)
    assert isinstance(found, dict)
    return found


def test_what_is_found_is_what_is_said(drafted: Callable[..., str]) -> None:
    found = meaning(drafted())
    assert found["project"] == "shop"
    assert found["source"] == {"root": "src", "package": "shop", "tests": ["tests"]}
    assert found["python"] == ["3.12"]
    assert found["budget"] == {"coverage": {"total": "85%"}}
    assert found["types"] == {"race": {"aliases": ["concurrent"]}}
    assert isinstance(found["tiers"], dict)
    assert list(found["tiers"]) == ["critical", "standard", "supporting"]
    assert found["tiers"]["critical"]["requires"] == ["unit", "race"]
    assert found["runs"] == {"pull_request": {"types": "all"}}


def test_every_guess_has_its_reason(drafted: Callable[..., str]) -> None:
    text = drafted()
    assert 'python: ["3.12"]  # ' in text
    assert "race (3), unit (1)" in text
    assert "fail_under in pyproject.toml:5" in text
    assert "#   .github/workflows/ci.yml:5: pytest -q" in text
    assert "{aliases: [concurrent]}  # 3 tests" in text


def test_what_is_not_there_is_not_made_up(drafted: Callable[..., str]) -> None:
    text = drafted(TypesFound({}, {}), without=("pyproject.toml", ".github/workflows/ci.yml"))
    found = meaning(text)
    assert {"budget", "runs", "types", "python"}.isdisjoint(found)
    assert "there are no tests yet" in text
    assert "No coverage gate was found" in text
