"""Read a gap document back: the names, module sections and rows that its totals rest on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specgen.plan import SEAL, TOTALS, seal_of

Row = Mapping[str, str]  # the cells of a table row by column, as they stand, still escaped

_CHAPTER = re.compile(r"^## (.*)\n", re.MULTILINE)
_MODULE = re.compile(r"^### (.*)\n", re.MULTILINE)
_FACT = re.compile(r"^- \*\*(Tier|Present|Missing):\*\* (.*)", re.MULTILINE)
_TIER = re.compile(r"\((\S+)\)$")
_TYPE = re.compile(r"([\w\\]+)(?: \([\w ]+\))?")


@dataclass(frozen=True, slots=True)
class Section:
    """One stretch of a document down to its seal.  ``holds``: the text is as a build wrote it."""

    heading: str
    text: str
    holds: bool


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    """What the section of one module lists."""

    present: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What totals are made of; ``tiers`` are titles by name, ``rows`` have Module and Tier too."""

    types: tuple[str, ...]
    tiers: Mapping[str, str]
    milestones: tuple[str, ...]
    modules: tuple[ModuleFacts, ...]
    rows: tuple[Row, ...]


def sections(text: str) -> tuple[Section, ...]:
    """The sealed sections of a document, in its order, each under its first heading.

    A section whose seal does not hold was changed by hand; one that holds and differs from what
    the specs compile to is only stale.  Text below the last seal is a section that does not hold.
    """
    found, start = [], 0
    for seal in SEAL.finditer(text):
        found.append(_section(text[start : seal.start()], seal.group(1)))
        start = seal.end()
    if text[start:].strip():
        found.append(_section(text[start:], ""))
    return tuple(found)


def read_figures(text: str) -> Figures:
    """The names, modules and rows of a gap document; what is not there reads as empty."""
    chapters = dict(_split(TOTALS.sub("", text), _CHAPTER))
    modules: list[ModuleFacts] = []
    rows: list[Row] = []
    for name, body in _split(chapters.get("Modules", ""), _MODULE):
        facts = dict(_FACT.findall(body))
        tier = _TIER.search(facts.get("Tier", ""))
        more = {"Module": name, "Tier": tier[1] if tier else ""}
        modules.append(ModuleFacts(_types(facts, "Present"), _types(facts, "Missing")))
        rows.extend({**row, **more} for row in _rows(body))
    tiers = {row.get("Name", ""): row.get("Tier", "") for row in _rows(chapters.get("Tiers", ""))}
    return Figures(
        types=tuple(row.get("Type", "") for row in _rows(chapters.get("Test types", ""))),
        tiers=tiers,
        milestones=tuple(row.get("Name", "") for row in _rows(chapters.get("Milestones", ""))),
        modules=tuple(modules),
        rows=tuple(rows),
    )


def _section(text: str, seal: str) -> Section:
    heading = next((line for line in text.splitlines() if line.startswith("#")), "")
    return Section(heading, text, holds=seal_of(text) == seal)


def _split(text: str, heading: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Headings and what stands below each."""
    parts = heading.split(text)
    return zip(parts[1::2], parts[2::2], strict=True)


def _types(facts: Mapping[str, str], key: str) -> tuple[str, ...]:
    return tuple(_TYPE.findall(facts.get(key, "")))


def _rows(text: str) -> Iterator[Row]:
    """The rows of the first table in ``text``."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    if not lines:
        return
    columns = _cells(lines[0])
    for line in lines[2:]:
        yield dict(zip(columns, _cells(line), strict=False))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip()[1:-1].split("|")]
