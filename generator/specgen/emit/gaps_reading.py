"""Read a gap document back: the names, module sections and rows that its totals rest on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from specgen.plan import SEAL, TOTALS, seal_of

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


class Row(NamedTuple):
    """One gap row: the cells that totals are made of, as they stand there, still escaped."""

    module: str
    tier: str
    type: str
    priority: str
    effort: str
    blocked_by: str
    waived: str
    milestone: str


_COLUMNS = ("Type", "Priority", "Effort", "Blocked by", "Waived until", "Milestone")


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
    rest = TOTALS.sub("", text) if "specgen-totals" in text else text
    chapters = dict(_split(rest, _CHAPTER))
    modules: list[ModuleFacts] = []
    rows: list[Row] = []
    for name, body in _split(chapters.get("Modules", ""), _MODULE):
        facts = dict(_FACT.findall(body))
        tier = _TIER.search(facts.get("Tier", ""))
        modules.append(ModuleFacts(_types(facts, "Present"), _types(facts, "Missing")))
        rows.extend(_gap_rows(body, module=name, tier=tier[1] if tier else ""))
    return Figures(
        types=tuple(_column(chapters.get("Test types", ""), "Type")),
        tiers=dict(
            zip(
                _column(chapters.get("Tiers", ""), "Name"),
                _column(chapters.get("Tiers", ""), "Tier"),
                strict=True,
            )
        ),
        milestones=tuple(_column(chapters.get("Milestones", ""), "Name")),
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


def _gap_rows(text: str, *, module: str, tier: str) -> Iterator[Row]:
    columns, lines = _table(text)
    indexes = [columns.index(name) if name in columns else -1 for name in _COLUMNS]
    for cells in lines:
        cells += [""] * (len(columns) + 1 - len(cells))  # the last one is what no column has
        yield Row(module, tier, *[cells[index] for index in indexes])


def _column(text: str, name: str) -> list[str]:
    """One column of the first table in ``text``."""
    columns, lines = _table(text)
    index = columns.index(name) if name in columns else len(columns)
    return ["".join(cells[index : index + 1]) for cells in lines]


def _table(text: str) -> tuple[list[str], list[list[str]]]:
    """The columns and the rows of the first table in ``text``."""
    lines = [line[2:].rstrip("| ").split(" | ") for line in text.splitlines() if line[:2] == "| "]
    return (lines[0], lines[2:]) if lines else ([], [])
