"""Reads the settings that people wrote, with the lines that they stand on; ours left out."""

import configparser
import re
import tomllib
from collections.abc import Mapping
from pathlib import PurePosixPath

from specgen.configure.model_settings import Settings
from specgen.configure.regions import lines_of, outside

_HEADING = re.compile(r"\s*\[+\s*(?P<name>.*?)\s*\]+\s*(?:[#;].*)?$")
_TOML_KEY = re.compile(r"""\s*(?P<name>(?:"[^"]*"|'[^']*'|[\w-]+|\s*\.\s*)+?)\s*=""")
_INI_KEY = re.compile(r"(?P<name>[^\s=:#;\[][^=:]*?)\s*[=:]")


def toml_table(path: PurePosixPath, text: str, *, name: tuple[str, ...]) -> Settings | None:
    """The table called ``name``, unless there is none, or the file cannot be read."""
    here = outside(text)
    try:
        found: object = tomllib.loads(here.removeprefix("\N{BYTE ORDER MARK}"))
    except tomllib.TOMLDecodeError:
        return None
    for word in name:
        found = found.get(word) if isinstance(found, Mapping) else None
    if not isinstance(found, Mapping):
        return None
    line, lines = _lines(here, ".".join(name), key=_TOML_KEY)
    return Settings(path, f"[{'.'.join(name)}]", line, found, lines, native=True)


def ini_section(path: PurePosixPath, text: str, *, name: str) -> Settings | None:
    """The section called ``name``, unless there is none, or the file cannot be read."""
    here = outside(text)
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # documented use
    try:
        parser.read_string(here.removeprefix("\N{BYTE ORDER MARK}"))
    except configparser.Error:
        return None
    if not parser.has_section(name):
        return None
    line, lines = _lines(here, name, key=_INI_KEY)
    values = {key: value or "" for key, value in parser.items(name)}
    return Settings(path, f"[{name}]", line, values, lines)


def _lines(text: str, heading: str, *, key: re.Pattern[str]) -> tuple[int, dict[str, int]]:
    """The line of a heading, and of each key below it; keys may be dotted from further up."""
    found: dict[str, int] = {}
    start, prefix = 0, None
    for number, line in enumerate(lines_of(text), start=1):
        head, word = _HEADING.match(line), key.match(line)
        if head and not word:
            name = _plain(head["name"])
            prefix = f"{name}." if f"{heading}.".startswith(f"{name}.") else None
            start = number if name == heading else start
        elif word and prefix is not None:
            full = f"{prefix}{_plain(word['name'])}"
            if full == heading or full.startswith(f"{heading}."):
                start = start or number
                found.setdefault(full[len(heading) + 1 :].partition(".")[0], number)
    found.pop("", None)
    return start or 1, found


def _plain(name: str) -> str:
    """A dotted name without quotes and spaces; good enough to find a line."""
    return re.sub(r"""\s*\.\s*""", ".", re.sub(r"""["']""", "", name))
