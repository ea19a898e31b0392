"""Tiers stand strictest first; the order decides which pattern wins."""

from collections.abc import Iterator
from itertools import pairwise

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.program.model_policy import Tier
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for earlier, later in pairwise(facts.program.tiers):
        if _stricter(later, earlier):
            yield TIER_ORDER.says(
                later.place.key(),
                f"tier `{later.name}` is stricter than `{earlier.name}`, which stands before it",
                tip="put the strictest tier first",
                related=(Related(earlier.place.key(), f"`{earlier.name}`"),),
            )


def _stricter(one: Tier, other: Tier) -> bool:
    """Whether it asks for no less in any respect and for more in one."""
    no_less = (
        set(one.requires) >= set(other.requires)
        and one.evidence.rank >= other.evidence.rank
        and _coverage(one) >= _coverage(other)
    )
    more = (
        set(one.requires) > set(other.requires)
        or one.evidence.rank > other.evidence.rank
        or _coverage(one) > _coverage(other)
    )
    return no_less and more


def _coverage(tier: Tier) -> float:
    return next((limit.value for limit in tier.budget if limit.measure == "coverage"), 0.0)


TIER_ORDER = Rule(
    id="tier-order",
    severity=Severity.WARNING,
    summary="tiers that ask for more than the one before them, in types, evidence and coverage",
    why="A module that matches both would get the milder one.",
    example="tiers:\n  tools: {requires: [unit]}\n  core: {requires: all}\n",
    judge=_judge,
)
