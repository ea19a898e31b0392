"""A tier whose patterns match nothing."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    used = {module.tier for module in facts.program.modules}
    for tier in facts.program.tiers:
        if tier.patterns and tier.name not in used:
            yield TIER_WITHOUT_MODULES.says(
                tier.place.at("modules"),
                f"no module is of tier `{tier.name}`",
                tip="correct its patterns; they match module ids and names, strictest tier first",
            )


TIER_WITHOUT_MODULES = Rule(
    id="tier-without-modules",
    severity=Severity.WARNING,
    summary="tiers with patterns of which no module is",
    why="What was meant to be held to it falls to a milder tier unnoticed.",
    example='tiers:\n  critical: {modules: ["paymnts.*"], requires: all}\n',
    judge=_judge,
)
