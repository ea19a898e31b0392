"""The inventory, indexed once: which tests reach a module, carry a mark, match a pattern."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from specgen.inventory.model import Inventory, Link, TestItem
from specgen.program.model import Program

Reach = tuple[TestItem, Link]

_ID = re.compile(r"[A-Za-z0-9._-]+")


class ExistingTests:
    """Tests by module, by spec mark and by pattern; dead ones too, for those who explain."""

    def __init__(self, inventory: Inventory, program: Program) -> None:
        self._inventory = inventory
        self._ids = {id for s in program.scenarios for id in (s.id, *s.renamed_from)}
        self._matched: dict[str, tuple[TestItem, ...]] = {}

    @cached_property
    def reaching(self) -> Mapping[tuple[str, str], list[Reach]]:
        """Tests and their links by full module name and test type, weak links too."""
        found: dict[tuple[str, str], list[Reach]] = defaultdict(list)
        for item in self._inventory.items:
            for link in item.links:
                found[link.module, item.type].append((item, link))
        return found

    @cached_property
    def marked(self) -> Mapping[str, list[TestItem]]:
        """Tests by the scenario id that their spec marks carry."""
        found: dict[str, list[TestItem]] = defaultdict(list)
        for item in self._inventory.items:
            for name in dict.fromkeys(self.scenario_of(spec_id) for spec_id in item.spec_ids):
                found[name].append(item)
        return found

    def scenario_of(self, spec_id: str) -> str:
        """The scenario that a mark means: what follows its id names a part of it.

        A part is a check (``.connect``), or whatever stands behind a character that no id has.
        """
        found = _ID.match(spec_id)
        name = known = found.group() if found else spec_id
        while known not in self._ids and "." in known:
            known = known.rpartition(".")[0]
        return known if known in self._ids else name

    def matching(self, patterns: Iterable[str]) -> tuple[TestItem, ...]:
        """The tests that any of a spec's ``tests:`` entries means, each once."""
        found = (item for pattern in patterns for item in self._match(pattern))
        return tuple({item.node_id: item for item in found}.values())

    def _match(self, pattern: str) -> tuple[TestItem, ...]:
        if pattern not in self._matched:
            nearby = self._candidates(pattern)
            self._matched[pattern] = tuple(item for item in nearby if item.matches(pattern))
        return self._matched[pattern]

    def _candidates(self, pattern: str) -> Iterable[TestItem]:
        """Tests that may match: all for a glob, else those at or below the place it names."""
        place = pattern.rstrip("/")
        place = place.split("[", 1)[0] if "::" in place and place.endswith("]") else place
        if any(char in place for char in "*?["):
            return self._inventory.items
        return self._below.get(place, ())

    @cached_property
    def _below(self) -> Mapping[str, list[TestItem]]:
        """Tests by every folder, file, class and node id that they stand in."""
        found: dict[str, list[TestItem]] = defaultdict(list)
        for item in self._inventory.items:
            for place in _places(item.node_id):
                found[place].append(item)
        return found


def _places(node_id: str) -> Iterator[str]:
    """The folders, file, class and test that ``node_id`` is made of."""
    for found in re.finditer(r"/|::", node_id):
        yield node_id[: found.start()]
    yield node_id
