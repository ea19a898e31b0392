"""The project's black settings are read from its pyproject.toml."""

import pytest

from specgen.emit.model_style import Style
from specgen.emit.polish import polish
from specgen.emit.style import style_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Style()),
        ("not toml [", Style()),
        ("[tool]\nblack = 3\n", Style()),
        ("[tool.black]\nline-length = 100\n", Style(100)),
        ("[tool.black]\nline-length = 'x'\n", Style()),
        ("[tool.black]\nline-length = 3\n", Style()),
        ("[tool.ruff]\nline-length = 99\n", Style(99)),
        ("[tool.black]\nline-length = 79\n[tool.ruff]\nline-length = 99\n", Style(79)),
        (
            "[tool.black]\ntarget-version = ['py311']\nskip-string-normalization = true\n",
            Style(targets=("py311",), normalize_strings=False),
        ),
        (
            "[tool.black]\nskip-magic-trailing-comma = true\npreview = true\nunstable = true\n",
            Style(magic_comma=False, preview=True, unstable=True),
        ),
    ],
)
def test_reads(text: str, wanted: Style) -> None:
    assert style_of(text) == wanted


def test_only_plain_styles_are_the_printers() -> None:
    assert Style(100).plain
    assert not Style(normalize_strings=False).plain
    assert not Style(magic_comma=False).plain
    assert not Style(preview=True).plain
    assert not Style(unstable=True).plain


def test_polish_is_black_under_the_style() -> None:
    assert polish("x = [1,2,]\n", Style()) == "x = [\n    1,\n    2,\n]\n"
    assert polish("x = [1,2,]\n", Style(magic_comma=False)) == "x = [1, 2]\n"
    assert polish("x = 'a'\n", Style(targets=("py312", "py99"))) == 'x = "a"\n'


def test_polish_keeps_what_is_no_python() -> None:
    assert polish("x = (\n", Style()) == "x = (\n"
