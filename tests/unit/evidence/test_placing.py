"""Coverage of other roots finds its files, or says why not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.evidence.aliases import aliases_of
from specgen.evidence.model import CoverageFigures, Evidence
from specgen.evidence.placing import Sources, placed

FILES = {"src/shop/__init__.py": 2, "src/shop/cart.py": 2, "src/shop/db/cart.py": 3}
FLAT = {"cart.py": 1, "shop.py": 1}
TWO = {"a/src/shop/cart.py": 2, "b/src/shop/cart.py": 2}


def measured(*paths: str) -> Evidence:
    lines = frozenset({1})
    return Evidence(coverage={path: CoverageFigures(path, lines, lines) for path in paths})


def there(*paths: str) -> Callable[[str], bool]:
    return {*FILES, *paths}.__contains__


@pytest.mark.parametrize(
    ("path", "files", "here"),
    [
        ("/app/src/shop/cart.py", FILES, "src/shop/cart.py"),
        ("C:/work/src/shop/cart.py", FILES, "src/shop/cart.py"),
        (".tox/py/lib/python3.11/site-packages/shop/cart.py", FILES, "src/shop/cart.py"),
        ("/app/shop/db/cart.py", FILES, "src/shop/db/cart.py"),
        ("/app/db/cart.py", FILES, None),  # its import says shop.db.cart
        ("/lib/site-packages/other/__init__.py", FILES, None),
        ("/lib/site-packages/other/cart.py", FLAT, None),
        ("/lib/site-packages/cart.py", FLAT, "cart.py"),
        ("/app/cart.py", FLAT, "cart.py"),
        ("/x/a/src/shop/cart.py", TWO, "a/src/shop/cart.py"),
        ("<string>", FILES, None),
    ],
)
def test_one_file(path: str, files: dict[str, int], here: str | None) -> None:
    found = placed(measured(path), Sources(files))
    assert list(found.coverage) == [here or path]
    assert dict(found.placed) == ({path: here} if here else {})


def test_a_name_inside_a_package_tells_nothing() -> None:
    evidence = measured("/app/other/__init__.py", "/app/other/cart.py", "cart.py")
    assert not placed(evidence, Sources(FLAT)).placed


def test_tests_stay_tests() -> None:
    """A folder of tests that mirrors the sources is not taken for them."""
    sources = Sources(FILES, exists=there("tests/shop/cart.py"))
    found = placed(measured("tests/shop/cart.py", "/app/tests/shop/cart.py"), sources)
    assert list(found.coverage) == ["tests/shop/cart.py"]


def test_one_line_for_each_root() -> None:
    paths = ("/app/src/shop/cart.py", "/app/src/shop/__init__.py", "src/shop/cart.py",
             "D:/lib/site-packages/shop/cart.py")  # fmt: skip
    found = placed(measured(*paths), Sources(FILES, exists=there()))
    assert found.notes == (
        "coverage recorded below /app counts for the repository: 2 files",
        "coverage recorded below D:/lib/site-packages counts for src: 1 file",
    )
    assert not found.unplaced
    assert found.coverage["src/shop/cart.py"].executed == {1}


def test_several_candidates_are_named_once_for_a_folder() -> None:
    files = {**TWO, "a/src/shop/tax.py": 2, "b/src/shop/tax.py": 2}
    found = placed(measured("/app/src/shop/cart.py", "/app/src/shop/tax.py"), Sources(files))
    assert found.unplaced == (
        (
            "/app/src/shop/cart.py",
            "may be a/src/shop/cart.py or b/src/shop/cart.py (and 1 more of its folder)",
        ),
    )


def test_what_is_called_like_a_file_of_ours_and_fits_none_is_named() -> None:
    evidence = measured("src/shop/cart.py", "/app/moved/cart.py", "/tmp/made/config.py")
    assert placed(evidence, Sources(FILES)).unplaced == (
        ("coverage", "of /app/moved/cart.py fits no source file"),
    )


def test_where_nothing_fits_everything_is_named() -> None:
    evidence = measured(*(f"/other/{name}.py" for name in "abcde"))
    assert placed(evidence, Sources(FILES)).unplaced == (
        (
            "coverage",
            "of /other/a.py, /other/b.py, /other/c.py and 2 more files fits no source file",
        ),
    )


def test_installed_packages_of_others_are_no_news() -> None:
    evidence = measured("src/shop/cart.py", "/lib/site-packages/other/cart.py", "tests/test_x.py")
    assert not placed(evidence, Sources(FILES, exists=there("tests/test_x.py"))).unplaced


def test_aliases_come_first(tmp_path: Path) -> None:
    text = "[tool.coverage.paths]\nsource = ['b/src', '/app/src']\n"
    (tmp_path / "pyproject.toml").write_text(text)
    found = placed(measured("/app/src/shop/cart.py"), Sources(TWO, aliases_of(tmp_path)))
    assert list(found.coverage) == ["b/src/shop/cart.py"]
    assert found.notes == ("coverage recorded below /app/src counts for b/src: 1 file",)


def test_an_alias_that_leads_nowhere_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".coveragerc").write_text("[paths]\nsource =\n  lib\n  /app/src\n")
    found = placed(measured("/app/src/shop/cart.py"), Sources(FILES, aliases_of(tmp_path)))
    assert list(found.coverage) == ["src/shop/cart.py"]
