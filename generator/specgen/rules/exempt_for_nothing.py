"""An exemption from what nobody requires excuses nothing."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for module in facts.program.modules:
        for name in sorted(set(module.exempt) - set(module.required)):
            yield EXEMPT_FOR_NOTHING.says(
                module.place.key("exempt", name),
                f"tier `{module.tier}` does not require {name} of `{module.id}`",
                tip="delete the exemption",
            )


EXEMPT_FOR_NOTHING = Rule(
    id="exempt-for-nothing",
    severity=Severity.NOTE,
    summary="exemptions from a type that the module's tier does not require",
    why="It is read as a decision, decides nothing, and takes effect when the tier changes.",
    example=(
        "tiers: {experimental: {requires: [unit]}}\nmodule: shop.cart\ntier: experimental\n"
        "exempt: {race: Stateless}\n"
    ),
    judge=_judge,
)
