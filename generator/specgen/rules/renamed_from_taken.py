"""An old name that is still, or twice, in use."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Place, Related, Severity
from specgen.program.model import Module, Scenario
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    yield from _taken(facts.program.modules)
    yield from _taken(facts.program.scenarios)


def _taken(named: tuple[Module, ...] | tuple[Scenario, ...]) -> Iterator[Diagnostic]:
    live = {one.id: one.place for one in named}
    heirs: dict[str, tuple[str, Place]] = {}
    for one in named:
        for old in one.renamed_from:
            place = one.place.at("renamed_from")
            heir, at = heirs.setdefault(old, (one.id, place))
            if old in live:
                yield RENAMED_FROM_TAKEN.says(
                    place,
                    f"`{one.id}` is renamed from `{old}`, which is still there",
                    tip="delete `renamed_from`, or the old one",
                    related=(Related(live[old], f"`{old}`"),),
                )
            elif heir != one.id:
                yield RENAMED_FROM_TAKEN.says(
                    place,
                    f"`{one.id}` and `{heir}` are both renamed from `{old}`",
                    tip="let one of them inherit its tests",
                    related=(Related(at, f"`{heir}`"),),
                )


RENAMED_FROM_TAKEN = Rule(
    id="renamed-from-taken",
    severity=Severity.ERROR,
    summary="`renamed_from` ids that still exist, or that two elements claim",
    why="The tests that people wrote go along with a rename, and can go only one way.",
    example=(
        "module: shop.cart\nscenarios:\n"
        "  - {type: unit, id: totals, title: Totals}\n"
        "  - {type: unit, id: sums, title: Sums, renamed_from: cart.unit.totals}\n"
    ),
    judge=_judge,
)
