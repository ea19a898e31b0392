"""What was fast at the base is not slow at the head: both measured in turns, on one machine."""

from collections.abc import Iterable, Iterator

from specgen.evidence.model_comparison import LEAST_ROUNDS, Compared
from specgen.evidence.model_outcome import without_parameters
from specgen.gate.budgets import broken
from specgen.gate.model import Complaint, Facts, Judgement, Measured, Scope
from specgen.gate.reading import limit_of, place_of, plural
from specgen.program.model_policy import Limit

DEFAULT = 0.1  # slower by a tenth, where no budget says `slowdown`


def _measure(facts: Facts) -> Iterator[Measured]:
    for comparison in facts.results.comparisons:
        for each in comparison.compared:
            yield _compared(facts, each)
    declared = limit_of(facts.program.project.budget, "slowdown")
    if declared is None or facts.results.comparisons:
        return
    complaint = Complaint(
        "comparison",
        f"no benchmark was compared with the base, {declared.text} slower is the limit",
        declared.place,
        tip="run `specgen compare BASE` where performance tests run, and pass on its file",
    )
    expected = facts.base is not None and facts.scope is Scope.MATRIX and _benchmarks(facts)
    why = "no benchmark was compared with the base"
    yield Measured("comparison", declared, why=why, complaints=(complaint,) if expected else ())


def _benchmarks(facts: Facts) -> bool:
    named = facts.program.type_named
    return any(
        run.type in named and named[run.type].base == "performance"
        for run in facts.results.tests.values()
    )


def _compared(facts: Facts, each: Compared) -> Measured:
    """How much slower a benchmark is, for sure; where that is not sure, it is not slower."""
    test = without_parameters(each.node_id)
    scenarios = facts.scenarios_of.get(test, ())
    ran = facts.results.tests.get(test)
    names = tuple(dict.fromkeys((*scenarios, *(ran.specs if ran is not None else ()))))
    limit = _limit(facts, names, kind=ran.type if ran is not None else "performance")
    limit = limit or Limit("slowdown", DEFAULT, "10%", place_of(test))
    if len(each.pairs) < LEAST_ROUNDS:
        rounds = plural(len(each.pairs), "round")
        complaint = Complaint(
            each.node_id,
            f"was compared with the base in {rounds}, {LEAST_ROUNDS} are needed",
            limit.place,
            tip="`specgen compare` says what kept the others from ending",
            known_as=names,
        )
        return Measured(each.node_id, limit, why=f"only {rounds}", complaints=(complaint,))
    complaint = Complaint(
        each.node_id,
        f"takes {each.ratio:.2f} times as long as at the base, {each.sure_ratio:.2f} times at"
        f" least; {limit.text} more is allowed",
        limit.place,
        tip=f"measured in turns, {plural(len(each.pairs), 'round')} each",
        measured=each.ratio - 1,
        limit=limit.value,
        known_as=names,
    )
    slower = each.ratio - 1 if each.sure_ratio > 1 else min(each.ratio - 1, 0.0)
    sure = "" if slower or each.ratio <= 1 else ", not surely slower"
    shown = f"{each.ratio:.2f} times{sure}"
    return Measured(each.node_id, limit, slower, shown, complaints=(complaint,))


def _limit(facts: Facts, scenarios: Iterable[str], *, kind: str) -> Limit | None:
    """The strictest of the benchmark's scenarios, else its type's, else the project's."""
    known = facts.program.scenario_by_id
    own = [limit_of(known[s].budget, "slowdown") for s in scenarios if s in known]
    found = [limit for limit in own if limit is not None]
    if found:
        return min(found, key=lambda limit: limit.value)
    types = facts.program.type_named
    by_type = limit_of(types[kind].budget, "slowdown") if kind in types else None
    return by_type or limit_of(facts.program.project.budget, "slowdown")


PERFORMANCE_REGRESSION = Judgement(
    id="performance-regression",
    summary="benchmarks that are surely slower than at the base, and by more than `slowdown`",
    why="Each change costs a little that nobody would accept at once.",
    judge=broken(_measure),
    measure=_measure,
)
