"""The configuration that wins is the one that pytest takes."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from specgen.inventory.config import read_config
from specgen.inventory.model import TestConfig

Writer = Callable[[Mapping[str, str]], Path]


@pytest.mark.parametrize(
    ("files", "path", "testpaths"),
    [
        ({}, "", ()),
        ({"pytest.toml": "[pytest]\ntestpaths = ['a', 'b']"}, "pytest.toml", ("a", "b")),
        ({"pytest.ini": ""}, "pytest.ini", ()),
        ({"pytest.ini": "[pytest]\ntestpaths = a b # c"}, "pytest.ini", ("a", "b")),
        (
            {"pyproject.toml": "[tool.pytest.ini_options]\ntestpaths = 'a'"},
            "pyproject.toml",
            ("a",),
        ),
        ({"pyproject.toml": "[tool.pytest]\ntestpaths = ['a']"}, "pyproject.toml", ("a",)),
        ({"pyproject.toml": "[tool.black]\nx = 1"}, "", ()),
        ({"pyproject.toml": "tool = 3"}, "", ()),
        ({"tox.ini": "[pytest]\ntestpaths = a"}, "tox.ini", ("a",)),
        ({"tox.ini": "[tox]\nx = a"}, "", ()),
        ({"setup.cfg": "[tool:pytest]\ntestpaths = a"}, "setup.cfg", ("a",)),
        ({"setup.cfg": "[pytest]\ntestpaths = a"}, "", ()),
        (
            {"pytest.ini": "[pytest]", "pyproject.toml": "[tool.pytest]\ntestpaths=['a']"},
            "pytest.ini",
            (),
        ),
        ({"tox.ini": "[pytest]\ntestpaths = 'a b"}, "tox.ini", ("'a", "b")),
    ],
)
def test_the_first_file_that_holds_one_wins(
    write: Writer, files: Mapping[str, str], path: str, testpaths: tuple[str, ...]
) -> None:
    config, findings = read_config(write(files))
    assert (config.path, config.testpaths, findings) == (path, testpaths, ())


def test_what_is_not_said_is_as_pytest_has_it(write: Writer) -> None:
    config, _ = read_config(write({"pytest.ini": "[pytest]\n"}))
    assert config == TestConfig(path="pytest.ini")


def test_markers_and_options(write: Writer) -> None:
    text = """
        [pytest]
        markers =
            slow: takes long
            spec(id): what it tests
        addopts = -ra -m "not slow"
        pythonpath = src lib
    """
    config, _ = read_config(write({"pytest.ini": text}))
    assert config.markers == ("slow", "spec")
    assert config.addopts == ("-ra", "-m", "not slow")
    assert config.pythonpath == ("src", "lib")


def test_markers_of_toml(write: Writer) -> None:
    config, _ = read_config(write({"pytest.toml": "[pytest]\nmarkers = ['a: b', 'c']"}))
    assert config.markers == ("a", "c")


@pytest.mark.parametrize(
    ("name", "text"), [("pytest.ini", "no section"), ("pyproject.toml", "x = [")]
)
def test_a_broken_file_is_a_finding_and_the_next_one_counts(
    write: Writer, name: str, text: str
) -> None:
    config, findings = read_config(write({name: text, "tox.ini": "[pytest]\n"}))
    assert config.path == "tox.ini"
    assert [(f.rule, str(f.place.path)) for f in findings] == [("unreadable-config", name)]
