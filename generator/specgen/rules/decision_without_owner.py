"""An open question that is nobody's."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for decision in facts.program.decisions:
        if not decision.owner and not decision.answer:
            blocked = ", ".join(f"`{name}`" for name in decision.blocks)
            yield DECISION_WITHOUT_OWNER.says(
                decision.place.at("id"),
                f"nobody owns the decision `{decision.id}`"
                + (f", which blocks {blocked}" if blocked else ""),
                tip='name who decides: `owner: "@team"`',
            )


DECISION_WITHOUT_OWNER = Rule(
    id="decision-without-owner",
    severity=Severity.WARNING,
    summary="open decisions without an owner",
    why="What waits for it waits for ever.",
    example="decisions: [{id: memory-budget, question: Memory per connection?}]\n",
    judge=_judge,
)
