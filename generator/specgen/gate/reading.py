"""What several judgements read: limits, figures as text, tests of scenarios, owners of tests."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Place
from specgen.evidence.model_inputs import Origin
from specgen.gate.model import Complaint, Facts
from specgen.gate.model_results import Ran
from specgen.program.model import Scenario
from specgen.program.model_policy import Budget, Limit


def limit_of(budget: Budget, measure: str) -> Limit | None:
    """The limit on one measure, if there is one."""
    return next((limit for limit in budget if limit.measure == measure), None)


def percent(share: float) -> str:
    """A share with two decimals, cut off: 89.999 % never reads as 90 %."""
    return f"{int(share * 10000 + 1e-7) / 100:.2f}%"


def place_of(node_id: str) -> Place:
    """The file of a test."""
    return Place(PurePosixPath(node_id.split("::", 1)[0]))


def tests_of(facts: Facts, scenario: Scenario) -> tuple[Ran, ...]:
    """The tests that ran for ``scenario``: those whose marks name it, and those linked to it."""
    results = facts.results
    found = {ran.node_id: ran for ran in results.by_spec.get(scenario.id, ())}
    standing = facts.report.standing_by_id.get(scenario.id)
    for name in standing.tests if standing else ():
        ran = results.speaker(name)
        if ran is not None:
            found[ran.node_id] = ran
    return tuple(found.values())


def scenarios_of(facts: Facts, ran: Ran) -> tuple[str, ...]:
    """The scenarios that a test counts for."""
    linked = facts.scenarios_of.get(ran.node_id, ())
    return tuple(dict.fromkeys((*ran.specs, *linked)))


def tier_of(facts: Facts, ran: Ran) -> str:
    """The strictest tier among the modules that a test counts for."""
    scenarios = facts.program.scenario_by_id
    names = [scenarios[s].module for s in scenarios_of(facts, ran) if s in scenarios]
    tiers = {facts.tier_of.get(name, "") for name in names}
    return next((tier.name for tier in facts.program.tiers if tier.name in tiers), "")


def on_test(facts: Facts, ran: Ran, *, message: str, tip: str, excuse: str = "") -> Complaint:
    """A complaint about one test, which waivers for it and for its scenarios mean."""
    return Complaint(
        ran.node_id,
        message,
        place_of(ran.node_id),
        tip=tip,
        tier=tier_of(facts, ran),
        excuse=excuse,
        known_as=scenarios_of(facts, ran),
    )


def tests_at(facts: Facts) -> Iterator[Ran]:
    """The tests of the types that run at the moment, and those of no known type."""
    types = facts.types
    known = facts.program.type_named
    return (r for r in facts.results.tests.values() if r.type in types or r.type not in known)


def plural(count: int, word: str) -> str:
    """``1 test``, ``2 tests``."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def is_accepted(facts: Facts, origin: Origin) -> bool:
    """Whether a person has accepted evidence of the tree that ``origin`` names."""
    return any(origin.inputs.tree.startswith(digest) for digest in facts.accepted)
