"""What packaging metadata declares, whichever file says it."""

from pathlib import Path

import pytest

from specgen.repository.declared import Declared, at, declared, texts, versions

CLASSIFIERS = '["Programming Language :: Python :: 3.12", "Programming Language :: Python :: 3.9"]'


def of(tmp_path: Path, **files: str) -> Declared:
    for name, text in files.items():
        (tmp_path / name.replace("_DOT_", ".")).write_text(text, "utf-8")
    return declared(tmp_path)


def test_nothing_is_declared_where_nothing_is_there(tmp_path: Path) -> None:
    assert declared(tmp_path) == Declared()


def test_pyproject(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        pyproject_DOT_toml=f'[project]\nname = "shop"\nclassifiers = {CLASSIFIERS}\n'
        '[tool.setuptools.packages.find]\nwhere = ["lib"]\n'
        '[tool.hatch.build.targets.wheel]\npackages = ["src/shop", "src/*"]\n',
    )
    assert found == Declared(
        "shop", ("lib",), ("src/shop",), ("3.9", "3.12"), "classifiers in pyproject.toml"
    )


def test_poetry(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        pyproject_DOT_toml='[tool.poetry]\nname = "shop"\n'
        'packages = [{include = "shop", from = "lib"}, {include = "bank"}, 3]\n',
    )
    assert (found.name, found.packages) == ("shop", ("lib/shop", "bank"))


def test_setup_cfg(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        setup_DOT_cfg="[metadata]\nname = shop\nclassifiers =\n"
        "    Programming Language :: Python :: 3.11\n[options]\npackage_dir =\n    = src\n"
        "[options.packages.find]\nwhere = lib\n",
    )
    assert (found.name, found.roots, found.python) == ("shop", ("lib", "src"), ("3.11",))


def test_setup_py_is_read_and_never_run(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        setup_DOT_py='raise SystemExit\nsetup(name="shop", package_dir={"": "src"},\n'
        '      classifiers=["Programming Language :: Python :: 3.10"])\n',
    )
    assert (found.name, found.roots, found.python) == ("shop", ("src",), ("3.10",))


def test_the_first_that_says_it_counts(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        pyproject_DOT_toml='[project]\nname = "new"\n',
        setup_DOT_cfg="[metadata]\nname = old\n"
        "classifiers = Programming Language :: Python :: 3.8\n",
    )
    assert (found.name, found.python, found.source) == ("new", ("3.8",), "classifiers in setup.cfg")


@pytest.mark.parametrize("text", ["[project", "\0", "project = 3", "[tool]\nsetuptools = 1\n"])
def test_what_cannot_be_read_declares_nothing(tmp_path: Path, text: str) -> None:
    found = of(tmp_path, pyproject_DOT_toml=text, setup_DOT_cfg="no section\n")
    assert (found.name, found.roots, found.packages, found.python) == ("", (), (), ())


def test_small_readings() -> None:
    assert versions("Python :: 3") == ()
    assert at({"a": {"b": {"c": 1}}}, "a", "b") == {"c": 1}
    assert at({"a": 3}, "a", "b") == {}
    assert (texts("a"), texts(["a", 1]), texts({"a": 1})) == (["a"], ["a"], [])
