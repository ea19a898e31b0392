"""What ``[tool.coverage.paths]`` of a repository calls files that were measured elsewhere.

Read as coverage.py reads it: the first file that has any section of its own decides, and an entry
maps what its patterns match to its first path.
"""

import configparser
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from specgen.evidence.reading import posix, table, texts

_FILES = (".coveragerc", ".coveragerc.toml", "setup.cfg", "tox.ini", "pyproject.toml")
_OWN = frozenset(_FILES[:2])
_GLOB = (  # the words of `coverage.files.G2RX_TOKENS`, on forward slashes
    (re.compile(r"\*\*/"), r"(?:.*/)?"),
    (re.compile(r"\*"), r"[^/]*"),
    (re.compile(r"\?"), r"[^/]"),
    (re.compile(r"\[.*?\]"), ""),  # as it stands
)


@dataclass(frozen=True, slots=True)
class Alias:
    """One pattern of folders elsewhere, and the folder here that they are."""

    pattern: re.Pattern[str]
    folder: str

    def of(self, path: str) -> tuple[str, str] | None:
        """What ``path`` is called here, and the part of it that was replaced."""
        found = self.pattern.match(path)
        if found is None:
            return None
        here = f"{self.folder}/" if self.folder not in ("", ".") else ""
        return here + path[found.end() :], found[0].rstrip("/")


def aliases_of(root: Path) -> tuple[Alias, ...]:
    """The aliases of the repository, in their order; none where nothing can be read."""
    for name in _FILES:
        try:
            sections = _sections(name, (root / name).read_text("utf-8-sig"))
        except (OSError, ValueError, configparser.Error, RecursionError):
            continue
        if sections or name in _OWN:
            return tuple(_aliases(sections.get("paths", {}).values()))
    return ()


def _aliases(entries: Iterable[object]) -> Iterator[Alias]:
    for entry in entries:
        listed = entry.split("\n") if isinstance(entry, str) else texts(entry)
        paths = [posix(path.strip()) for path in listed if path.strip()]
        for pattern in paths[1:]:
            yield Alias(_compiled(pattern), paths[0].rstrip("/"))


def _compiled(pattern: str) -> re.Pattern[str]:
    """The expression for a pattern of folders; ``*/`` at its head is any folder at all."""
    rest, found = pattern.rstrip("/") + "/", ""
    if re.match(r"\*+/", rest):
        rest, found = rest.lstrip("*")[1:], r"(?:.*/)?"
    while rest:
        for token, regex in _GLOB:
            hit = token.match(rest)
            if hit:
                found += regex or hit[0]
                rest = rest[hit.end() :]
                break
        else:
            found, rest = found + re.escape(rest[0]), rest[1:]
    return re.compile(found)


def _sections(name: str, text: str) -> Mapping[str, Mapping[str, object]]:
    """The sections of coverage.py that a file has."""
    if name.endswith(".toml"):
        whole = tomllib.loads(text)
        found = table(table(whole.get("tool")).get("coverage")) or (whole if name in _OWN else {})
        return {key: table(value) for key, value in found.items()}
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    parser.read_string(text)
    plain = {s: s for s in parser.sections()} if name in _OWN else {}
    plain |= {
        s: s.removeprefix("coverage:") for s in parser.sections() if s.startswith("coverage:")
    }
    return {short: dict(parser[section]) for section, short in plain.items()}
