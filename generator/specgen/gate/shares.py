"""How much of what is owed holds, is waived, is a gap: in all, per tier, per type."""

from collections.abc import Iterable
from typing import TypedDict

from specgen.gate.model import Decision, Facts, Shares, Status
from specgen.levels import Level
from specgen.program.model import Scenario

_OF_SCENARIOS = {"gap", "evidence-too-weak"}


class Split(TypedDict):
    """The three parts of a verdict that hold shares."""

    shares: Shares
    tiers: dict[str, Shares]
    types: dict[str, Shares]


def shares(facts: Facts, decisions: Iterable[Decision]) -> Split:
    """Of each owed scenario: a gap where its test is missing or proved too little, waived where
    that is excused, else it holds.  Whether a stage blocks does not matter here."""
    waived: set[str] = set()
    broken: set[str] = set()
    for decision in decisions:
        if decision.rule in _OF_SCENARIOS:
            into = waived if decision.status is Status.WAIVED else broken
            into.add(decision.complaint.subject)
    waived -= broken
    if facts.results.empty:  # one complaint says so for all
        broken.update(s.id for s in facts.owed if _must_run(facts, s))
    whole: list[str] = []
    tiers: dict[str, list[str]] = {tier.name: [] for tier in facts.program.tiers}
    types: dict[str, list[str]] = {kind.name: [] for kind in facts.program.types}
    for scenario in facts.owed:
        state = "ok"
        if scenario.id in waived or scenario.id in broken:
            state = "waived" if scenario.id in waived else "gap"
        whole.append(state)
        tiers.setdefault(facts.tier_of[scenario.module], []).append(state)
        types[scenario.type].append(state)
    return Split(
        shares=_count(whole),
        tiers={name: _count(states) for name, states in tiers.items() if states},
        types={name: _count(states) for name, states in types.items() if states},
    )


def _must_run(facts: Facts, scenario: Scenario) -> bool:
    return facts.program.module_by_id[scenario.module].evidence.rank >= Level.PASSING.rank


def _count(states: list[str]) -> Shares:
    return Shares(states.count("ok"), states.count("waived"), states.count("gap"))
