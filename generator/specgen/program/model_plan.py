"""The planning half of a program: tasks, goals, milestones, decisions and claims."""

from dataclasses import dataclass
from datetime import date

from specgen.diagnostics import Place
from specgen.program.model_policy import Work
from specgen.spec.expression_model import Expression


@dataclass(frozen=True, slots=True)
class Check:
    """One criterion: an expression that specgen evaluates, or a manual one that a person ticks."""

    text: str
    expression: Expression | None
    by: str
    place: Place


@dataclass(frozen=True, slots=True)
class Mends:
    """Tests that exist and that a task puts right."""

    tests: tuple[str, ...]
    state: str
    count: int
    category: str


@dataclass(frozen=True, slots=True)
class Task:
    """Work that is no scenario, or that mends tests that exist; ``fix`` has the best way first."""

    id: str
    title: str
    effort: Work
    priority: str
    needs: tuple[str, ...]
    blocks: tuple[str, ...]
    mends: tuple[Mends, ...]
    cause: str
    fix: tuple[str, ...]
    done_when: tuple[Check, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Goal:
    """What waits for tests: met when ``done_when`` holds and nothing that blocks it is open."""

    id: str
    title: str
    needs: tuple[str, ...]
    done_when: tuple[Check, ...]
    place: Place
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A set of gaps and tasks with an order and success criteria.

    ``scenarios`` and ``tasks`` are the members that ``covers`` names; ``rest`` takes all that no
    earlier milestone covers.  ``effort`` is the milestone's own statement; ``capacity`` is in
    working hours per week, 0 for not stated.
    """

    id: str
    title: str
    part_of: str
    scenarios: tuple[str, ...]
    tasks: tuple[str, ...]
    rest: bool
    slot: str
    capacity: float
    effort: Work
    results: tuple[Check, ...]
    documents: tuple[Check, ...]
    place: Place
    needs: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A question that blocks work until ``answer`` says what was decided."""

    id: str
    question: str
    options: tuple[str, ...]
    owner: str
    blocks: tuple[str, ...]
    place: Place
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that a document states, with the expression that recomputes it."""

    source: str
    as_of: date | None
    text: str
    expression: Expression
    place: Place
