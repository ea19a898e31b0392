"""Aliases say what coverage.py's own `combine` says."""

from pathlib import Path

import pytest
from coverage.files import PathAliases

from specgen.evidence.aliases import aliases_of

PATTERNS = ["*/src", "/app/src", "/builds/*/src", "**/lib/site-packages", "/v?/src", "/x[12]/src"]
PATHS = [
    "/app/src/shop/cart.py",
    "/builds/7/src/shop/cart.py",
    "/builds/7/8/src/shop/cart.py",
    "src/shop/cart.py",
    "a/src/shop/cart.py",
    ".tox/py/lib/site-packages/shop/cart.py",
    "/v1/src/shop/cart.py",
    "/x3/src/shop/cart.py",
    "/x1/src/shop/cart.py",
    "/app/srcs/shop/cart.py",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("path", PATHS)
def test_agrees_with_coverage(tmp_path: Path, pattern: str, path: str) -> None:
    (tmp_path / ".coveragerc").write_text(f"[paths]\nsource =\n  here\n  {pattern}\n")
    theirs = PathAliases()
    theirs.add(pattern, str(tmp_path.resolve() / "here"))
    (alias,) = aliases_of(tmp_path)
    found = alias.of(path)
    ours = str(tmp_path.resolve() / found[0]) if found else path
    assert ours == theirs.map(path, exists=lambda _: True)


@pytest.mark.parametrize(
    ("files", "folder"),
    [
        ({"pyproject.toml": "[tool.coverage.paths]\nsource = ['a', '*/x']"}, "a"),
        ({"setup.cfg": "[coverage:paths]\nsource =\n b\n */x"}, "b"),
        ({".coveragerc.toml": "[paths]\nsource = ['c', '*/x']"}, "c"),
        (
            {
                "tox.ini": "[coverage:run]\nbranch = true",
                "pyproject.toml": "[tool.coverage.paths]\nsource = ['a', '*/x']",
            },
            None,
        ),
        ({".coveragerc": "", "pyproject.toml": "[tool.coverage.paths]\ns = ['a', '*/x']"}, None),
        ({"pyproject.toml": "[tool.coverage.paths"}, None),
        ({"pyproject.toml": "[tool.coverage]\npaths = 3"}, None),
        ({}, None),
    ],
)
def test_the_first_file_with_settings_decides(
    tmp_path: Path, files: dict[str, str], folder: str | None
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert [alias.folder for alias in aliases_of(tmp_path)] == ([folder] if folder else [])


def test_backslashes_are_slashes(tmp_path: Path) -> None:
    (tmp_path / ".coveragerc").write_text("[paths]\nsource =\n  src\n  C:\\work\\*\\src\n")
    (alias,) = aliases_of(tmp_path)
    assert alias.of("C:/work/7/src/shop/cart.py") == ("src/shop/cart.py", "C:/work/7/src")
