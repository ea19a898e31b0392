"""Tests notice when the code is wrong."""

from collections.abc import Iterator

from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.model_results import Mutants
from specgen.gate.reading import limit_of, percent
from specgen.program.model import Module
from specgen.program.model_policy import Limit


def _judge(facts: Facts) -> Iterator[Complaint]:
    owed = facts.run is not None and facts.run.mutation
    if not facts.results.mutants and not owed:
        return
    project = facts.program.project
    above = limit_of(project.budget, "mutation.score")
    for module in facts.program.modules:
        meant = not project.mutation_tiers or module.tier in project.mutation_tiers
        limit = limit_of(module.budget, "mutation.score") or (above if meant else None)
        if limit is not None and not module.planned:
            yield from _below(module, limit, found=facts.results.mutants.get(module.id))


def _below(module: Module, limit: Limit, *, found: Mutants | None) -> Iterator[Complaint]:
    if found is None or not found.ran:
        yield Complaint(
            module.id, f"no mutants of it ran, {limit.text} of them must be killed", limit.place,
            tip="run mutation testing over it, and pass on its results", tier=module.tier,
            limit=limit.value, less=False,
        )  # fmt: skip
    elif found.killed < limit.value * found.ran - 1e-9:
        share = found.killed / found.ran
        yield Complaint(
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


MUTATION_SCORE = Judgement(
    id="mutation-score",
    summary="modules of which tests kill too few mutants",
    why="A test that executes a line may still not notice that it is wrong.",
    judge=_judge,
)
