"""Settings are read with their lines, ours left out."""

from pathlib import PurePosixPath

import pytest

from specgen.configure.model_settings import Settings
from specgen.configure.read_settings import ini_section, toml_table

HERE = PurePosixPath("f")


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        (
            '[tool.pytest.ini_options]\nmarkers = [\n  "a = b",\n]\nx = 1\n',
            1,
            {"markers": 2, "x": 5},
        ),
        ("[tool.pytest]\n\nini_options.x = 1\n", 3, {"x": 3}),
        ("[tool]\npytest.ini_options.x = 1\npytest.ini_options.y = 1", 2, {"x": 2, "y": 3}),
        ("[tool.pytest.'ini_options']  # ours\nx=1", 1, {"x": 2}),
        ("[tool.pytest]\nini_options = { x = 1 }", 2, {}),
    ],
)
def test_tables(text: str, line: int, lines: dict[str, int]) -> None:
    found = toml_table(HERE, text, name=("tool", "pytest", "ini_options"))
    assert isinstance(found, Settings)
    assert (found.line, dict(found.lines), found.native) == (line, lines, True)
    assert found.values["x"] == 1


def test_sections() -> None:
    text = "[other]\nx = 1\n[pytest]\n; note\naddopts = -ra\n  -q\nmarkers:\n    slow: x = y\n"
    found = ini_section(HERE, text, name="pytest")
    assert found is not None
    assert (found.line, dict(found.lines)) == (3, {"addopts": 5, "markers": 7})
    assert found.items("markers") == ("slow: x = y",)
    assert found.words("addopts") == ("-ra", "-q")


@pytest.mark.parametrize(
    "text", ["", "[tool]\npytest = 1\n", "[broken", "# >>> specgen\n[pytest]\n# <<< specgen"]
)
def test_nothing_of_theirs(text: str) -> None:
    assert toml_table(HERE, text, name=("pytest",)) is None
    assert ini_section(HERE, text, name="pytest") is None
    assert toml_table(HERE, text, name=("tool", "pytest", "x")) is None


def test_meanings() -> None:
    plain = Settings(HERE, "[x]", 3, {"a": "Yes", "b": ["x", 1], "c": 2, "d": False}, {"a": 4})
    assert (plain.true("a"), plain.true("d"), plain.true("none")) == (True, False, False)
    assert (plain.items("b"), plain.items("c"), plain.words("b")) == (
        ("x", "1"),
        ("2",),
        ("x", "1"),
    )
    assert [plain.at(k).span for k in ("a", "b")] == [(4, 1, 4, 1), (3, 1, 3, 1)]
