"""What needs itself can never be begun."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.rules.graph import circles, needs
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    edges = needs(facts.program)
    for circle in circles(edges):
        steps = tuple(zip(circle, (*circle[1:], circle[0]), strict=True))
        places = [edges[one][other] for one, other in steps]
        yield NEEDS_CYCLE.says(
            places[0],
            f"`{circle[0]}` needs itself: {' -> '.join((*circle, circle[0]))}",
            tip="take one step out of this circle",
            related=tuple(
                Related(place, f"`{one}` needs `{other}`")
                for place, (one, other) in zip(places[1:], steps[1:], strict=True)
            ),
        )


NEEDS_CYCLE = Rule(
    id="needs-cycle",
    severity=Severity.ERROR,
    summary="modules, scenarios, tasks and goals that need themselves, through whatever is between",
    why="Nothing in a circle can be begun, so its plan has no order and no critical path.",
    example="module: shop.cart\nneeds: [prices]\n---\nmodule: shop.prices\nneeds: [cart]\n",
    judge=_judge,
)
