"""A module that one tier names and another one has."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    program = facts.program
    modules = {name: module for module in program.modules for name in (module.name, module.id)}
    for tier in program.tiers:
        for position, pattern in enumerate(tier.patterns):
            module = modules.get(pattern)
            if module and module.tier != tier.name:
                winner = program.tier_named[module.tier]
                yield TIER_OVERLAP.says(
                    tier.place.at("modules", position),
                    f"`{module.id}` is named here and is of tier `{winner.name}`",
                    tip="take it out here, or narrow the patterns of the other tier",
                    related=(Related(winner.place.at("modules"), f"`{winner.name}`"),),
                )


TIER_OVERLAP = Rule(
    id="tier-overlap",
    severity=Severity.WARNING,
    summary="modules that a tier names in full and that are of another tier",
    why="A pattern of a stricter tier, or `tier:` in the module, goes first: the name is idle.",
    example='tiers:\n  critical: {modules: ["api.*"]}\n  business: {modules: [api.orders]}\n',
    judge=_judge,
)
