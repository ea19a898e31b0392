"""A target that is not in the code under test."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule
from specgen.rules.names import Missing
from specgen.rules.targets import Target, lookup, targets
from specgen.spelling import suggestion


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    if not facts.readable:
        return
    for target in (*targets(facts), *_components(facts)):
        found = lookup(facts, target)
        if isinstance(found, Missing):
            where = target.home if ":" not in target.text else "the source"
            yield UNKNOWN_TARGET.says(
                target.place,
                f"there is no `{target.text}` in {where}",
                tip=suggestion(target.text, found.candidates) or _offer(found),
            )


def _components(facts: Facts) -> Iterator[Target]:
    for module in facts.program.modules:
        if not module.planned:
            for name in module.components:
                yield Target(name, module.name, module.place.key("components", name))


def _offer(found: Missing) -> str:
    names = [f"`{name}`" for name in sorted(found.candidates)[:5]]
    return f"there are {', '.join(names)}" if names else "nothing public is defined there"


UNKNOWN_TARGET = Rule(
    id="unknown-target",
    severity=Severity.ERROR,
    summary="targets, fault points, laws, steps and components that the source does not define",
    why="The generated test could not call them. Names that reading cannot see are never reported.",
    example="module: shop.cart\nscenarios:\n  - {type: unit, title: Totals, target: Cart.totl}\n",
    judge=_judge,
)
