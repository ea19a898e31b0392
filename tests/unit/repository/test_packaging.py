"""Layouts of repositories, as their files and metadata show them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.repository.model import Packaging
from specgen.repository.packaging import packaging

Lay = Callable[..., Packaging]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """``lay(*empty files, **files with text)``: the packaging of that repository."""

    def made(*names: str, texts: dict[str, str] | None = None) -> Packaging:
        for name, text in {**dict.fromkeys(names, ""), **(texts or {})}.items():
            path = tmp_path / "some-shop" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return packaging(tmp_path / "some-shop")

    return made


def test_src_layout(lay: Lay) -> None:
    found = lay("src/shop/__init__.py", "src/shop/cart.py", "tests/test_cart.py", "setup.py")
    assert (found.root, found.packages) == ("src", ("shop",))


def test_flat_layout_named_like_the_project(lay: Lay) -> None:
    found = lay(
        "shop/__init__.py", "extras/__init__.py", "setup.py",
        texts={"pyproject.toml": '[project]\nname = "Shop"\n'},
    )  # fmt: skip
    assert (found.name, found.root, found.packages) == ("Shop", ".", ("shop",))
    assert found.others == ("extras", "setup")


def test_every_package_where_none_is_named(lay: Lay) -> None:
    found = lay("shop/__init__.py", "billing/__init__.py", "tests/__init__.py", "manage.py")
    assert (found.name, found.packages) == ("some-shop", ("billing", "shop"))
    assert found.others == ("manage", "tests")


def test_single_modules(lay: Lay) -> None:
    found = lay("shop.py", "test_shop.py", "setup.py", "conftest.py")
    assert (found.root, found.packages) == (".", ("shop",))


def test_a_namespace_is_entered_to_its_package(lay: Lay) -> None:
    found = lay("src/acme/shop/__init__.py", "src/acme/shop/cart.py")
    assert found.packages == ("acme.shop",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", '[tool.setuptools.packages.find]\nwhere = ["python"]\n'),
        ("pyproject.toml", '[tool.setuptools.package-dir]\n"" = "python"\n'),
        ("pyproject.toml", '[tool.hatch.build.targets.wheel]\npackages = ["python/shop"]\n'),
        ("pyproject.toml", '[tool.poetry]\npackages = [{include = "shop", from = "python"}]\n'),
        ("setup.cfg", "[options]\npackage_dir =\n    = python\n"),
        ("setup.cfg", "[options.packages.find]\nwhere = python\n"),
        ("setup.py", 'setup(package_dir={"": "python"})\n'),
    ],
)
def test_metadata_names_the_root(lay: Lay, name: str, text: str) -> None:
    found = lay("python/shop/__init__.py", "elsewhere/__init__.py", texts={name: text})
    assert (found.root, found.packages) == ("python", ("shop",))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", '[project]\nclassifiers = ["Programming Language :: Python :: 3.9", '
         '"Programming Language :: Python :: 3.10", "Programming Language :: Python :: 3"]\n'),
        ("setup.cfg", "[metadata]\nclassifiers =\n  Programming Language :: Python :: 3.10\n"
         "  Programming Language :: Python :: 3.9\n"),
        ("setup.py", "'Programming Language :: Python :: 3.9'\n"
         "'Programming Language :: Python :: 3.10'\n"),
    ],
)  # fmt: skip
def test_versions_from_classifiers(lay: Lay, name: str, text: str) -> None:
    found = lay(texts={name: text})
    assert found.python == ("3.9", "3.10")
    assert found.why_python == f"classifiers in {name}"


def test_names_that_are_no_ids_are_mended(lay: Lay) -> None:
    assert lay(texts={"setup.py": 'setup(name="_x.y_")'}).name == "x.y"


def test_broken_metadata_does_no_harm(lay: Lay) -> None:
    texts = {"pyproject.toml": "[", "setup.cfg": "no section", "setup.py": "("}
    found = lay("shop/__init__.py", texts=texts)
    assert (found.name, found.packages) == ("shop", ("shop",))


def test_a_root_outside_the_repository_is_not_followed(lay: Lay) -> None:
    text = '[tool.setuptools.packages.find]\nwhere = ["../other", "/etc", "."]\n'
    assert lay("shop/__init__.py", texts={"pyproject.toml": text}).root == "."


def test_nothing_there(tmp_path: Path) -> None:
    assert packaging(tmp_path / "nowhere").packages == ()
