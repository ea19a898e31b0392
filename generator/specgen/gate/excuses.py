"""Which waivers and skips mean what: by scenario, by module, by test, by pattern."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fnmatch import translate
from functools import cache

from specgen.gate.model import Complaint, Facts
from specgen.gate.model_results import Ran
from specgen.program.model_policy import Waiver


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern.replace("[", "[[]")), re.DOTALL)


def means(pattern: str, name: str) -> bool:
    """Whether a pattern is for a name: itself, a folder, file or class above it, or a glob."""
    if name.startswith(pattern) and name[len(pattern) :][:1] in ("", ":", "/", "["):
        return True
    return ("*" in pattern or "?" in pattern) and _glob(pattern).match(name) is not None


def skip_is_right(facts: Facts, ran: Ran) -> bool:
    """Whether the specs name the test as one that some machines skip; that any machine runs it is
    a judgement of its own."""
    patterns = (pattern for skip in facts.program.skips for pattern in skip.tests)
    return any(means(pattern, ran.node_id) for pattern in patterns)


class Excuses:
    """The waivers of a program, looked up by what they allow."""

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        self._allowing: dict[str, list[tuple[Waiver, frozenset[str]]]] = {}
        for waiver in waivers:
            entry = (waiver, frozenset(waiver.covers))
            self._allowing.setdefault(waiver.allow, []).append(entry)

    def of(self, rule: str, complaint: Complaint) -> tuple[Waiver, ...]:
        """Every waiver that means ``complaint``, expired or not; the one that lasts first."""
        names = (complaint.subject, *complaint.known_as)
        found = self._meaning(rule, names)
        found += self._meaning(complaint.excuse, names) if complaint.excuse else []
        return tuple(sorted({*found, *self._behind(complaint)}, key=_lasting, reverse=True))

    def _meaning(self, allowed: str, names: Iterable[str]) -> list[Waiver]:
        allowing = self._allowing.get(allowed, ())
        return [w for w, covers in allowing if _is_for(w, covers, names=names)]

    def _behind(self, complaint: Complaint) -> tuple[Waiver, ...]:
        """The waiver that is the first to lapse of those that excuse what ``complaint`` follows
        from; none where one of its tests has none."""
        each = [max(self._meaning(allowed, (test,)), key=_lasting, default=None)
                for test, allowed in complaint.rests_on]  # fmt: skip
        found = [waiver for waiver in each if waiver is not None]
        return (min(found, key=_lasting),) if found and len(found) == len(each) else ()


def _lasting(waiver: Waiver) -> tuple[date, str]:
    return waiver.expires, waiver.target


def _is_for(waiver: Waiver, covers: frozenset[str], *, names: Iterable[str]) -> bool:
    return any(name in covers or means(waiver.target, name) for name in names)


def counted(found: Iterable[tuple[Waiver, ...]]) -> Mapping[Waiver, int]:
    """How many complaints each waiver is the first for."""
    counts: dict[Waiver, int] = {}
    for waivers in found:
        for waiver in waivers[:1]:
            counts[waiver] = counts.get(waiver, 0) + 1
    return counts
