"""A strategy that has no value to give."""

import re
from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule

_NOTHING = re.compile(
    r"\s*(?:st\.)?(?:nothing\(\s*\)|one_of\(\s*\)|just\(\s*\)|sampled_from\(\s*(?:\[\s*\]|\(\s*\))\s*\))\s*"
)


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for scenario in facts.program.scenarios:
        for name, strategy in scenario.written.given.items():
            empty = _NOTHING.fullmatch(strategy) if isinstance(strategy, str) else not strategy
            if empty:
                yield EMPTY_STRATEGY.says(
                    scenario.place.at("given", name),
                    f"the strategy for `{name}` has no values",
                    tip="list values, give an expression such as `integers(0, 9)`, or leave it out",
                )


EMPTY_STRATEGY = Rule(
    id="empty-strategy",
    severity=Severity.ERROR,
    summary="strategies in `given` that can give no value at all",
    why="Hypothesis would find nothing to run, and the property would never be tried.",
    example=(
        "module: shop.cart\nscenarios:\n"
        "  - {type: property, title: Totals add up, target: total, given: {prices: []}}\n"
    ),
    judge=_judge,
)
