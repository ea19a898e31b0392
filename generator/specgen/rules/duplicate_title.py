"""Two scenarios of one cell that say the same."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.program.model import Scenario
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str, str], Scenario] = {}
    for scenario in facts.program.scenarios:
        if scenario.implicit or not scenario.title:
            continue
        title = " ".join(scenario.title.casefold().split())
        earlier = first.setdefault((scenario.module, scenario.type, title), scenario)
        if earlier is not scenario:
            yield DUPLICATE_TITLE.says(
                scenario.place.at("title"),
                f"`{scenario.id}` has the title of `{earlier.id}`",
                tip="say what sets them apart, or delete one",
                related=(Related(earlier.place.at("title"), f"`{earlier.id}`"),),
            )


DUPLICATE_TITLE = Rule(
    id="duplicate-title",
    severity=Severity.WARNING,
    summary="scenarios of one cell with the same title",
    why="Readers of the gap report cannot tell them apart; often one is a left-over copy.",
    example=(
        "module: shop.cart\nscenarios:\n"
        "  - {type: unit, id: a, title: Totals}\n  - {type: unit, id: b, title: Totals}\n"
    ),
    judge=_judge,
)
