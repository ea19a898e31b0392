"""A small repository on disk, and the command line in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.__main__ import main

FILES = {
    "specs/project.yaml": (
        "project: shop\nsource: {root: src, package: shop}\n"
        "tiers: {top: {modules: [cart], requires: [unit, race], priority: high}, low: {}}\n"
        "waivers: [{for: bus.unit, allow: gap, reason: Soon, issue: 1, approved_by: L,"
        " expires: 2030-01-01}]\n"
    ),
    "specs/cart.yaml": (
        "module: shop.cart\nscenarios:\n"
        "  - {type: race, title: Two at once, effort: 2h, needs: [bus]}\n"
        "  - {type: unit, id: empty, title: Nothing in it, optional: true}\n"
        "  - {type: unit, id: sums, title: Sums, checks: [Few, Many]}\n"
    ),
    "specs/bus.yaml": "module: shop.bus\nplanned: true\n",
    "specs/log.yaml": "module: shop.log\nexempt: {unit: Prints only}\n",
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "def total(prices: list[int]) -> int:\n    return sum(prices)\n",
    "src/shop/log.py": "def log(text: str) -> None:\n    print(text)\n",
    "tests/test_cart.py": (
        "import pytest\nfrom shop import cart\n\n\n"
        "@pytest.mark.unit\ndef test_total() -> None:\n    assert cart.total([1, 2]) == 3\n\n\n"
        '@pytest.mark.skip(reason="later")\n@pytest.mark.race\n'
        "def test_two() -> None:\n    assert cart.total([]) == 0\n"
    ),
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The root of a repository with three modules, one of them planned."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.fixture
def run(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """``run("check", "--format", "json")`` there: exit code, stdout and stderr."""
    monkeypatch.chdir(repository)

    def run_there(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_there
