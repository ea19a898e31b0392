"""A plan that has come true."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for module in facts.program.modules:
        found = facts.surface.module(module.name) if module.planned else None
        if found is not None:
            yield PLANNED_EXISTS.says(
                module.place.key("planned"),
                f"`{module.id}` is planned and exists: {found.path}",
                tip="delete `planned: true`, then build",
            )


PLANNED_EXISTS = Rule(
    id="planned-exists",
    severity=Severity.FINDING,
    summary="modules that are still `planned` although they exist",
    why="Tests of planned modules import nothing and stay pending, whatever the module does.",
    example="module: shop.cart\nplanned: true\n# and src/shop/cart.py is there\n",
    judge=_judge,
)
