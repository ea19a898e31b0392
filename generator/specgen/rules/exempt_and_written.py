"""A cell cannot make no sense and have scenarios."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    exempt = {m.id: m for m in facts.program.modules if m.exempt}
    for scenario in facts.program.scenarios:
        module = exempt.get(scenario.module)
        if module and scenario.type in module.exempt and not scenario.implicit:
            yield EXEMPT_AND_WRITTEN.says(
                scenario.place.at("type"),
                f"`{scenario.id}` is declared, and `{module.id}` is exempt from {scenario.type}",
                tip="delete the scenario or the exemption",
                related=(Related(module.place.key("exempt", scenario.type), "exempt here"),),
            )


EXEMPT_AND_WRITTEN = Rule(
    id="exempt-and-written",
    severity=Severity.FINDING,
    summary="scenarios of a type from which their module is exempt",
    why="An exemption says that the type makes no sense there; a scenario says that it does.",
    example=(
        "module: shop.cart\nexempt: {race: Stateless}\n"
        "scenarios: [{type: race, title: Two buyers take the last one}]\n"
    ),
    judge=_judge,
)
