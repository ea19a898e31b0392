"""Which scenarios a pattern or a description means."""

import re
from collections.abc import Iterable
from fnmatch import translate

from specgen.program.model import Module, Scenario
from specgen.spec.model import CoverSpec


class Members:
    """The scenarios that milestones and waivers choose from, with what describes them."""

    def __init__(self, scenarios: Iterable[Scenario], modules: Iterable[Module]) -> None:
        self._scenarios = tuple(s for s in scenarios)
        self._tiers = {module.id: module.tier for module in modules}

    def matching(self, pattern: str) -> tuple[str, ...]:
        """The scenarios whose id, or a dotted beginning or tail of it, ``pattern`` means."""
        glob = re.compile(rf"(?:.*\.)?{_inner(pattern)}(?:\..*)?\Z", re.DOTALL)
        return tuple(s.id for s in self._scenarios if glob.match(s.id))

    def described(self, cover: CoverSpec) -> tuple[str, ...]:
        """The scenarios that have everything that ``cover`` names."""
        globs = [
            re.compile(rf"(?:.*\.)?{_inner(pattern)}\Z", re.DOTALL) for pattern in cover.modules
        ]
        return tuple(
            s.id
            for s in self._scenarios
            if (not globs or any(glob.match(s.module) for glob in globs))
            and (not cover.tier or self._tiers[s.module] == cover.tier)
            and (not cover.types or s.type in cover.types)
            and (not cover.priority or s.priority == cover.priority)
        )


def _inner(pattern: str) -> str:
    """The regular expression of a glob, without its anchors."""
    return translate(pattern).removesuffix(r"\Z").removesuffix(r"\z")
