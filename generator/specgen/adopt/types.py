"""Which types of tests there are, and which further words of this repository mean them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specgen.adopt.model import Evidence
from specgen.inventory.model import TestItem

_SYNONYMS = {
    "unit": ("unit_tests", "small", "fast"),
    "property": ("fuzz", "fuzzing", "property_based"),
    "integration": ("integration_tests", "integ", "medium", "network", "external"),
    "e2e": ("functional", "system", "end2end", "workflows", "regression", "smoke"),
    "stress": ("soak", "stress_tests"),
    "race": ("threading", "threads", "concurrent", "thread_safety"),
    "performance": ("benchmarks", "perf_tests", "speed", "asv_bench"),
    "chaos": ("faults", "failures", "fault_tolerance"),
}


@dataclass(frozen=True, slots=True)
class TypesFound:
    """``counts`` live tests per type; ``aliases`` the further words per type, with their use."""

    counts: Mapping[str, int]
    aliases: Mapping[str, Mapping[str, str]]

    @property
    def usual(self) -> tuple[str, ...]:
        """The types of which there are so many tests that critical modules should have some."""
        least = max(3, sum(self.counts.values()) // 50)
        return tuple(n for n, count in self.counts.items() if n != "unit" and count >= least)


def types_found(evidence: Evidence) -> TypesFound:
    """The types that marks, folders and CI commands show."""
    words: dict[str, str] = {}
    for item in evidence.inventory.live:
        for word, where in _words(item):
            words.setdefault(word, where)
    aliases = {
        name: {w: words[w] for w in _SYNONYMS.get(name, ()) if w in words and w not in known}
        for name, known in evidence.builtin.items()
    }
    aliases = {name: found for name, found in aliases.items() if found}
    counts = Counter(_type(item, aliases) for item in evidence.inventory.live)
    return TypesFound(counts, aliases)


def _words(item: TestItem) -> Iterator[tuple[str, str]]:
    for mark in item.marks:
        yield mark.name, f"the mark `{mark.name}`, as in {item.path}"
    folders = item.path.split("/")[:-1]
    for depth, folder in enumerate(folders):
        yield folder, f"the folder {'/'.join(folders[: depth + 1])}"


def _type(item: TestItem, aliases: Mapping[str, Mapping[str, str]]) -> str:
    """The type of a test once the aliases are declared; what has one already keeps it."""
    if item.why_type != "nothing says otherwise":
        return item.type
    words = {word for word, _ in _words(item)}
    return next((name for name, found in aliases.items() if words & found.keys()), item.type)
