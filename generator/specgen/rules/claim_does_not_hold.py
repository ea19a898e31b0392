"""A document states a figure that its own rows do not give."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    places = {(claim.source, claim.text): claim.place for claim in facts.program.claims}
    for verdict in facts.verdicts:
        if not verdict.holds:
            yield CLAIM_DOES_NOT_HOLD.says(
                places[verdict.source, verdict.text],
                f"{verdict.source} states {verdict.text}; recomputed: {verdict.found}",
                tip="correct the document, or what it counts; a claim is never edited to agree",
            )


CLAIM_DOES_NOT_HOLD = Rule(
    id="claim-does-not-hold",
    severity=Severity.WARNING,
    summary="figures stated by a document that differ from the recomputed ones",
    why="People plan by such figures. Both values are shown; the document stays as it was.",
    example="claims:\n  - {source: gaps-2025, as_of: 2025-11-28, says: [gaps == 39]}\n",
    judge=_judge,
)
