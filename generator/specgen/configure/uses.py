"""What the tests of a project use: services, workers, limits."""

from specgen.program.model import Program
from specgen.program.model_policy import Budget, TestType


def doubles(program: Program) -> frozenset[str]:
    """How services are stood in for: autospec, cassettes, container, live."""
    return frozenset(double.kind for service in program.services for double in service.doubles)


def workers(program: Program) -> bool:
    """Whether any run shares its tests among processes."""
    return any(run.workers not in ("", "1") for run in program.runs)


def limited(program: Program) -> bool:
    """Whether any test has a limit of its own time."""
    budgets = [*(t.budget for t in program.types), *(run.budget for run in program.runs)]
    return any(x.measure == "each" for b in budgets for x in b)


def longest(program: Program) -> float:
    """The limit that no test may pass in any run, in seconds; 0 where some tests have none."""
    owed = {s.type for s in program.scenarios} or {t.name for t in program.types}
    limits = [x for t in program.types if t.name in owed for x in _limits(program, t)]
    return max(limits) if limits and all(limits) else 0.0


def _limits(program: Program, kind: TestType) -> list[float]:
    """What one test of a type may take in each run that has the type."""
    own = _each(kind.budget)
    return [own or _each(run.budget) for run in program.runs if kind.name in run.types] or [own]


def _each(budget: Budget) -> float:
    return next((x.value for x in budget if x.measure == "each"), 0.0)
