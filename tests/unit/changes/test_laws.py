"""Laws of comparing, over random pairs of programs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specgen.changes.compare import compare
from specgen.changes.modules import asks
from specgen.diagnostics import Place
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import Budget, Limit, Run, Skip, Waiver
from specgen.quantities import MEASURES, Direction
from specgen.spec.model import ScenarioSpec

PLACE = Place(PurePosixPath("specs/project.yaml"))
TYPES = ("unit", "race", "e2e")
LEVELS = (Level.WRITTEN, Level.PASSING, Level.PROVEN)
DAYS = (date(2026, 4, 1), date(2026, 5, 1))
TWO = ("a", "b")
Programs = Callable[[dict[str, object]], Program]


def subsets(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(names)).map(
        lambda chosen: tuple(n for n in names if n in chosen)
    )


LIMITS = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from([0.1, 0.5, 0.9]) for name in ("coverage", "p95")}
).map(lambda found: tuple(Limit(k, v, f"{v:g}", PLACE) for k, v in found.items()))
CASES = st.lists(st.integers(0, 3), max_size=3, unique=True).map(
    lambda numbers: [{"args": [n], "returns": n} for n in numbers]
)
MODULE = st.fixed_dictionaries(
    {
        "tier": st.sampled_from(["critical", "business", "experimental"]),
        "required": subsets(TYPES),
        "evidence": st.sampled_from(LEVELS),
        "exempt": subsets(TYPES).map(lambda names: dict.fromkeys(names, "Pure")),
        "planned": st.booleans(),
        "budget": LIMITS,
    }
)
SCENARIO = st.fixed_dictionaries(
    {"owed": st.booleans(), "least": st.integers(1, 3), "budget": LIMITS, "cases": CASES}
)
RUN = st.fixed_dictionaries(
    {
        "types": subsets(TYPES),
        "os": subsets(("ubuntu", "windows")),
        "python": subsets(("3.11", "3.12")),
        "repeat": st.integers(1, 2),
        "mutation": st.booleans(),
        "evidence": st.sampled_from(LEVELS),
        "budget": LIMITS,
    }
)
PROGRAM = st.fixed_dictionaries(
    {
        "modules": st.dictionaries(st.sampled_from(TWO), MODULE),
        "scenarios": st.dictionaries(
            st.tuples(st.sampled_from(TWO), st.sampled_from(TYPES), st.sampled_from(TWO)),
            SCENARIO,
            max_size=4,
        ),
        "runs": st.dictionaries(st.sampled_from(("main", "nightly")), RUN),
        "waivers": st.dictionaries(
            st.sampled_from(TWO),
            st.tuples(st.sampled_from(DAYS), st.none() | st.integers(1, 2), subsets(TWO)),
        ),
        "skips": subsets(TWO),
        "budget": LIMITS,
        "exclude": subsets(TWO),
        "mutation_tiers": subsets(("critical", "business")),
    }
)


@pytest.fixture(scope="session")
def build(
    module_of: Callable[..., Module],
    scenario_of: Callable[..., Scenario],
    program_of: Callable[..., Program],
) -> Programs:
    """The program that a drawn description means."""

    def make(drawn: dict[str, object]) -> Program:
        known: dict[str, dict[str, object]] = drawn["modules"]  # type: ignore[assignment]  # as drawn
        written: dict[tuple[str, str, str], dict[str, object]] = drawn["scenarios"]  # type: ignore[assignment]  # as drawn
        scenarios = [
            scenario_of(
                ".".join(id),
                **{k: v for k, v in keys.items() if k != "cases"},
                written=ScenarioSpec.model_validate({"type": id[1], "cases": keys["cases"]}),
            )
            for id, keys in written.items()
            if id[0] in known
        ]
        modules = [
            replace(module_of(name, requires=()), **keys)  # type: ignore[arg-type]  # as drawn
            for name, keys in known.items()
        ]
        runs: dict[str, dict[str, object]] = drawn["runs"]  # type: ignore[assignment]  # as drawn
        plain = Run("", (), (), (), {}, "", 1, False, Level.WRITTEN, (), PLACE)
        waivers: dict[str, tuple[date, int | None, tuple[str, ...]]] = drawn["waivers"]  # type: ignore[assignment]  # as drawn
        made = program_of(
            modules,
            scenarios,
            runs=tuple(replace(plain, moment=m, **keys) for m, keys in sorted(runs.items())),  # type: ignore[arg-type]  # as drawn
            waivers=tuple(
                Waiver(name, "gap", most, "r", "1", "@l", day, covers, PLACE)
                for name, (day, most, covers) in sorted(waivers.items())
            ),
            skips=tuple(Skip((name,), "win32", "Right", PLACE) for name in drawn["skips"]),  # type: ignore[attr-defined]  # as drawn
        )
        source = replace(made.project.source, exclude=drawn["exclude"])  # type: ignore[arg-type]  # as drawn
        project = replace(
            made.project, source=source, budget=drawn["budget"],  # type: ignore[arg-type]  # as drawn
            mutation_tiers=drawn["mutation_tiers"],  # type: ignore[arg-type]  # as drawn
        )  # fmt: skip
        return replace(made, project=project)

    return make


def asked(program: Program) -> set[str]:
    cells = (cell for cell in program.cells if asks(program, cell))
    known = program.scenario_by_id
    return {name for cell in cells for name in cell.scenarios if known[name].owed}


def holds(strict: Budget, mild: Budget) -> bool:
    """Whether every limit of ``mild`` is in ``strict``, or a stricter one."""
    limits = {limit.measure: limit.value for limit in strict}
    for limit in mild:
        up = MEASURES[limit.measure].direction is Direction.AT_LEAST
        value = limits.get(limit.measure)
        if value is None or (value < limit.value if up else value > limit.value):
            return False
    return True


@given(drawn=PROGRAM)
@settings(max_examples=50, deadline=None)
def test_what_is_the_same_has_no_changes(build: Programs, drawn: dict[str, object]) -> None:
    program = build(drawn)
    found = compare(program, build(drawn))
    assert found.changes == ()
    assert found.strict == program
    assert not found.still_asked


@given(head=PROGRAM, base=PROGRAM)
@settings(max_examples=60, deadline=None)
def test_the_stricter_asks_what_either_asks(
    build: Programs, head: dict[str, object], base: dict[str, object]
) -> None:
    own, old = build(head), build(base)
    found = compare(own, old)
    assert asked(found.strict) >= asked(own) | asked(old)
    more = asked(found.strict) - asked(own)  # with what is new in a cell that only the head exempts
    assert asked(old) - asked(own) <= set(found.still_asked) <= more
    assert holds(found.strict.project.budget, own.project.budget + old.project.budget)
    for side in (own, old):
        for module in side.modules:
            strict = found.strict.module_by_id[module.id]
            assert strict.evidence.rank >= module.evidence.rank
            assert holds(strict.budget, module.budget)
            assert set(strict.required) >= set(module.required) - set(module.exempt)
        for name in asked(side):
            scenario, strict_one = side.scenario_by_id[name], found.strict.scenario_by_id[name]
            assert strict_one.least >= scenario.least
            assert holds(strict_one.budget, scenario.budget)
            assert set(map(str, strict_one.written.cases)) >= set(map(str, scenario.written.cases))
    for waiver in found.strict.waivers:
        limits = [w for side in (own, old) for w in side.waivers if w.target == waiver.target]
        assert len(limits) == 2
        assert all(waiver.expires <= w.expires for w in limits)
        assert all(set(waiver.covers) <= set(w.covers) for w in limits)


@given(head=PROGRAM, base=PROGRAM)
@settings(max_examples=60, deadline=None)
def test_it_is_said_iff_the_stricter_differs(
    build: Programs, head: dict[str, object], base: dict[str, object]
) -> None:
    own, old = build(head), build(base)
    found = compare(own, old)
    assert bool(found.loosened) == (found.strict != own), [c.what for c in found.loosened]
    again = compare(found.strict, old)
    assert again.loosened == ()
    assert again.strict == found.strict
