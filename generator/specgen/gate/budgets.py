"""What becomes of measured budgets: findings where they are broken, one row for each limit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from specgen.gate.model import Complaint, Facts, Judge, Measure, Measured


def broken(measure: Measure) -> Judge:
    """Judges by what ``measure`` finds, so that a table of it and the verdict are of one mind."""

    def judge(facts: Facts) -> Iterator[Complaint]:
        for each in measure(facts):
            yield from each.broken

    return judge


def worst_of_each(measured: Mapping[str, Iterable[Measured]]) -> tuple[Measured, ...]:
    """The worst figure by each limit of each rule, and apart from it what was not measured."""
    groups: dict[tuple[object, ...], list[Measured]] = {}
    for rule, found in measured.items():
        for each in found:
            key = (rule, each.limit, each.bound, each.why)
            groups.setdefault(key, []).append(replace(each, rule=rule))
    return tuple(replace(max(group, key=_badness), of=len(group)) for group in groups.values())


def _badness(each: Measured) -> tuple[bool, float]:
    """What is broken first, then the figure that is nearest to its limit."""
    value = each.value if each.value is not None else 0.0
    return not each.holds, value if each.less else -value
