"""Two scenarios of one cell whose tests would have the same name."""

import re
from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.program.model import Scenario
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str, str], Scenario] = {}
    for scenario in facts.program.scenarios:
        name = re.sub(r"\W", "_", scenario.slug).lower()
        earlier = first.setdefault((scenario.module, scenario.type, name), scenario)
        if earlier is not scenario:
            yield TEST_NAME_COLLISION.says(
                scenario.place.at("id"),
                f"`{scenario.id}` and `{earlier.id}` would both be called `test_{name}`",
                tip="choose an id that differs in more than `-`, `.`, `_` and case",
                related=(Related(earlier.place.at("id"), f"`{earlier.id}`"),),
            )


TEST_NAME_COLLISION = Rule(
    id="test-name-collision",
    severity=Severity.ERROR,
    summary="scenarios of one cell whose ids give the same test name",
    why="The second function would replace the first, and one scenario would never run.",
    example=(
        "module: shop.cart\nscenarios:\n"
        "  - {type: unit, id: two-items, title: Two items}\n"
        "  - {type: unit, id: two_items, title: Two items at once}\n"
    ),
    judge=_judge,
)
