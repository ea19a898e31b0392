"""Reads the project's black settings from the text of its pyproject.toml."""

import tomllib
from collections.abc import Mapping

from specgen.emit.model_style import Style


def style_of(pyproject: str) -> Style:
    """The style that ``pyproject`` asks for: ``[tool.black]``, else the line length that
    ``[tool.ruff]`` sets, else black's defaults.  A file that cannot be read counts as empty."""
    try:
        tools = _table(tomllib.loads(pyproject), "tool")
    except tomllib.TOMLDecodeError:
        return Style()
    black, ruff = _table(tools, "black"), _table(tools, "ruff")
    width = black.get("line-length", ruff.get("line-length"))
    targets = black.get("target-version", ())
    return Style(
        width=width if type(width) is int and 40 <= width <= 320 else Style().width,
        targets=tuple(map(str, targets)) if isinstance(targets, list) else (),
        normalize_strings=black.get("skip-string-normalization") is not True,
        magic_comma=black.get("skip-magic-trailing-comma") is not True,
        preview=black.get("preview") is True,
        unstable=black.get("unstable") is True,
    )


def _table(parent: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = parent.get(key)
    return found if isinstance(found, dict) else {}
