"""An old name that is still, or twice, in use."""

from collections.abc import Iterator, Sequence

from specgen.diagnostics import Diagnostic, Place, Related, Severity
from specgen.program.model import Module, Scenario
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    yield from _taken(facts.program.modules)
    yield from _taken(facts.program.scenarios)


def _taken(named: Sequence[Module] | Sequence[Scenario]) -> Iterator[Diagnostic]:
    """One finding per element; its ids of before a renaming of its module say the same again."""
    live = {one.id: one.place for one in named}
    heirs: dict[str, tuple[str, Place]] = {}
    for one in (each for each in named if each.renamed_from):
        place = one.place.at("renamed_from")
        still = next((old for old in one.renamed_from if old in live), "")
        others = [(old, *heirs[old]) for old in one.renamed_from if old in heirs]
        heirs.update({old: (one.id, place) for old in one.renamed_from if old not in heirs})
        if still:
            yield RENAMED_FROM_TAKEN.says(
                place,
                f"`{one.id}` is renamed from `{still}`, which is still there",
                tip="delete `renamed_from`, or the old one",
                related=(Related(live[still], f"`{still}`"),),
            )
        elif others:
            old, heir, at = others[-1]
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
