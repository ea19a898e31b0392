"""An object is made for a target that needs none."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule
from specgen.rules.targets import lookup, main_target, scenarios
from specgen.surface.model import Symbol, SymbolKind

_NEEDING = (SymbolKind.METHOD, SymbolKind.PROPERTY)


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for scenario, module in scenarios(facts):
        if scenario.written.subject is None:
            continue
        place, target = scenario.place.key("subject"), main_target(scenario, module)
        if target is None:
            yield SUBJECT_FOR_NOTHING.says(
                place, "`subject` says how to make an object, and there is no `target`",
                tip="give the method or property as `target`",
            )  # fmt: skip
            continue
        symbol = lookup(facts, target) if facts.readable else None
        if isinstance(symbol, Symbol) and symbol.kind not in _NEEDING:
            yield SUBJECT_FOR_NOTHING.says(
                place,
                f"`{target.text}` is a {symbol.kind.value}, which needs no object",
                tip="leave `subject` out, or target a method or property",
            )


SUBJECT_FOR_NOTHING = Rule(
    id="subject-for-nothing",
    severity=Severity.ERROR,
    summary="`subject` beside a target that is no method and no property",
    why="The object would not be used: what the test shows is not what the spec says.",
    example=(
        "module: shop.cart\nscenarios:\n  - {type: unit, title: Totals, target: total,"
        " subject: {args: [1]}, cases: [{args: [1], returns: 1}]}\n"
    ),
    judge=_judge,
)
