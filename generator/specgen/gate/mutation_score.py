"""Tests notice when the code is wrong."""

from collections.abc import Iterator

from specgen.gate.budgets import broken
from specgen.gate.model import Complaint, Facts, Judgement, Measured
from specgen.gate.model_results import Mutants
from specgen.gate.reading import limit_of, percent
from specgen.program.model import Module
from specgen.program.model_policy import Limit


def _measure(facts: Facts) -> Iterator[Measured]:
    asked = facts.run is not None and facts.run.mutation
    silent = not facts.results.mutants and not asked
    project = facts.program.project
    above = limit_of(project.budget, "mutation.score")
    for module in facts.program.modules:
        meant = not project.mutation_tiers or module.tier in project.mutation_tiers
        limit = limit_of(module.budget, "mutation.score") or (above if meant else None)
        if limit is not None and not module.planned:
            if silent:
                yield Measured(module.id, limit, why="mutation testing did not run")
            else:
                yield _score(module, limit, found=facts.results.mutants.get(module.id))


def _score(module: Module, limit: Limit, *, found: Mutants | None) -> Measured:
    if found is None or not found.ran or found.open:
        why, tip = _no_score(found)
        complaint = Complaint(
            module.id, f"{why}, {limit.text} of them must be killed", limit.place,
            tip=tip, tier=module.tier, limit=limit.value, less=False,
        )  # fmt: skip
        return Measured(module.id, limit, why=why, complaints=(complaint,))
    share = found.killed / found.ran
    complaint = Complaint(
        module.id,
        f"{found.killed} of {found.ran} mutants were killed ({percent(share)}), {limit.text}"
        " must be",
        limit.place,
        tip="assert what the surviving mutants change",
        tier=module.tier,
        measured=share,
        limit=limit.value,
        less=False,
    )
    return Measured(module.id, limit, share, percent(share), complaints=(complaint,))


def _no_score(found: Mutants | None) -> tuple[str, str]:
    """Why a module has no score, and what to do."""
    if found is None:
        return "no mutants of it ran", "run mutation testing over it, and pass on its results"
    if found.open:
        every = found.ran + found.open + found.broken
        why = f"{found.open} of {every} mutants have no result"
        return why, "the run was cut off: let mutation testing go on to its end"
    if found.broken:
        return "no mutants of it ran", "each of them crashed or was skipped: see what its tool says"
    why = "no mutant of it could be made"
    return why, "leave it out of the budget: no mutant is made of constants and decorated functions"


MUTATION_SCORE = Judgement(
    id="mutation-score",
    summary="modules of which tests kill too few mutants",
    why="A test that executes a line may still not notice that it is wrong.",
    judge=broken(_measure),
    measure=_measure,
)
