"""The stricter of head and base, limit by limit, and what the head loosens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from specgen.gate.strictest import strictest
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import (
    Enforcement,
    Limit,
    Remembering,
    RulePolicy,
    Run,
    Skip,
    Waiver,
)

CART = "cart.unit.baseline"
MARCH, APRIL, MAY = (date(2026, month, 1) for month in (3, 4, 5))

Build = Callable[..., Program]


@pytest.fixture
def build(program_of: Callable[..., Program], module_of: Callable[..., Module]) -> Build:
    """``build(module={...}, project={...}, scenarios=(), **program)``."""

    def make(
        *,
        module: dict[str, object] | None = None,
        project: dict[str, object] | None = None,
        scenarios: tuple[Scenario, ...] = (),
        **changes: object,
    ) -> Program:
        made = program_of(
            [module_of("cart", **{"requires": ("unit",), **(module or {})})], scenarios, **changes
        )
        return replace(made, project=replace(made.project, **(project or {})))  # type: ignore[arg-type]  # any field

    return make


def said(head: Program, base: Program) -> list[tuple[str, str]]:
    return [(each.subject, each.what) for each in strictest(head, base)[1]]


def test_what_is_the_same_stays(build: Build) -> None:
    program = build()
    assert strictest(program, program) == (program, ())


@pytest.mark.parametrize(
    ("measure", "old", "new", "kept"),
    [
        ("coverage", 0.9, 0.8, 0.9),
        ("coverage", 0.8, 0.9, 0.9),
        ("p95", 0.1, 0.2, 0.1),
        ("p95", 0.2, 0.1, 0.1),
        ("coverage", 0.9, None, 0.9),
        ("coverage", None, 0.9, 0.9),
    ],
)
def test_limits(
    build: Build,
    limit_of: Callable[..., Limit],
    *,
    measure: str,
    old: float | None,
    new: float | None,
    kept: float,
) -> None:
    head, base = (
        build(module={"budget": () if v is None else (limit_of(measure, v),)}) for v in (new, old)
    )
    program, loosened = strictest(head, base)
    assert [limit.value for limit in program.modules[0].budget] == [kept]
    assert bool(loosened) == (old is not None and old == kept != new)


def test_a_shorter_memory_is_a_loosening(build: Build) -> None:
    base = build()
    own = Remembering(PurePosixPath("kept"), days=7, samples=9, streak=1)
    program, loosened = strictest(build(project={"history": own}), base)
    assert program.project.history == replace(own, days=30, samples=5, streak=10)
    assert [each.what for each in loosened] == ["flaky tests are found later"]
    longer = build(project={"history": replace(own, days=60, samples=1, streak=99)})
    assert strictest(longer, base) == (longer, ())


def test_limits_of_the_project_and_its_mutation_tiers(
    build: Build, limit_of: Callable[..., Limit]
) -> None:
    asked = (limit_of("mutation.score", 0.8, "80%"),)
    head = build(project={"budget": (), "mutation_tiers": ("critical",)})
    base = build(project={"budget": asked, "mutation_tiers": ("business",)})
    program, _ = strictest(head, base)
    assert program.project.budget == asked
    assert program.project.mutation_tiers == ("critical", "business")
    everywhere = build(project={"budget": asked})
    assert strictest(head, everywhere)[0].project.mutation_tiers == ()
    assert strictest(everywhere, base)[0].project.mutation_tiers == ()
    assert said(head, base) == [("project", "mutation.score 80% is no longer asked")]


def test_limits_of_scenarios_tiers_and_types(
    build: Build, limit_of: Callable[..., Limit], scenario_of: Callable[..., Scenario]
) -> None:
    limit = limit_of("p95", 0.1, "100ms")
    strict = build(scenarios=(scenario_of(CART, budget=(limit,)),))
    mild = build(scenarios=(scenario_of(CART),))
    assert strictest(mild, strict)[0].scenarios[0].budget == (limit,)
    tiers = tuple(replace(tier, budget=(limit,)) for tier in mild.tiers)
    types = tuple(replace(kind, budget=(limit,)) for kind in mild.types)
    program, _ = strictest(mild, replace(mild, tiers=tiers, types=types))
    assert all(limit in tier.budget for tier in program.tiers)
    assert all(limit in kind.budget for kind in program.types)


def test_evidence(build: Build) -> None:
    head, base = build(), build(module={"evidence": Level.PROVEN})
    assert strictest(head, base)[0].modules[0].evidence is Level.PROVEN
    assert said(head, base) == [("cart", "evidence goes from proven to written")]
    assert said(base, head) == []


def test_runs(build: Build, run_of: Callable[..., Run]) -> None:
    strict = run_of("main", ("unit", "race"), mutation=True, evidence=Level.PASSING)
    head, base = build(runs=(run_of("main", ("unit",)),)), build(runs=(strict,))
    (run,) = strictest(head, base)[0].runs
    assert (run.types, run.mutation, run.evidence) == (("unit", "race"), True, Level.PASSING)
    assert said(head, base) == [("main", "no longer runs race")]
    new = build(runs=(run_of("nightly", ("unit",)),))
    assert strictest(new, base)[0].runs == new.runs


@pytest.mark.parametrize(
    ("old", "new", "kept", "words"),
    [
        (None, (APRIL, None), None, "a new waiver for gap until 2026-04-01"),
        ((APRIL, None), (MAY, None), (APRIL, None),
         "its waiver goes from 2026-04-01 to 2026-05-01"),
        ((APRIL, None), (MARCH, None), (MARCH, None), ""),
        ((APRIL, 2), (APRIL, 3), (APRIL, 2), "its waiver is for more than 2"),
        ((APRIL, 2), (APRIL, None), (APRIL, 2), "its waiver is for more than 2"),
        ((APRIL, None), (APRIL, 3), (APRIL, 3), ""),
        ((APRIL, None), None, None, ""),
    ],
)  # fmt: skip
def test_waivers(
    build: Build,
    waiver_of: Callable[..., Waiver],
    *,
    old: tuple[date, int | None] | None,
    new: tuple[date, int | None] | None,
    kept: tuple[date, int | None] | None,
    words: str,
) -> None:
    def built(state: tuple[date, int | None] | None) -> Program:
        if state is None:
            return build()
        waiver = replace(waiver_of(CART, expires=state[0]), at_most=state[1])
        return build(waivers=(waiver,))

    program, loosened = strictest(built(new), built(old))
    assert [(w.expires, w.at_most) for w in program.waivers] == ([kept] if kept else [])
    assert [each.what for each in loosened] == ([words] if words else [])


def test_skips(build: Build) -> None:
    place = build().project.place
    skip = Skip(("tests/a.py",), "on windows", "Right", place)
    with_skip, without = build(skips=(skip,)), build()
    assert strictest(with_skip, with_skip)[0].skips == (skip,)
    assert strictest(with_skip, without)[0].skips == ()
    assert said(with_skip, without) == [("tests/a.py", "a new skip when on windows")]


def test_what_is_no_longer_owed(
    build: Build, scenario_of: Callable[..., Scenario], module_of: Callable[..., Module]
) -> None:
    owed = build(scenarios=(scenario_of("cart.unit.totals"),))
    optional = build(scenarios=(scenario_of("cart.unit.totals", owed=False),))
    assert said(optional, owed) == [("cart.unit.totals", "is no longer owed")]
    exempt = build(module={"exempt": {"unit": "Stateless"}})
    assert said(exempt, build()) == [("cart", "no longer owes unit")]
    assert said(build(), exempt) == []


def test_a_new_module_is_judged_by_its_own_limits(
    build: Build, program_of: Callable[..., Program]
) -> None:
    assert strictest(build(), program_of())[0].modules == build().modules


def test_rules_and_dates(build: Build, row_of: Callable[..., Enforcement]) -> None:
    place = build().project.place
    off = build(rules=(RulePolicy("gap", "off", "", place),))
    assert said(off, build()) == [("gap", "is switched off")]
    assert said(off, off) == []
    dated = build(enforcement=(row_of("blocking", APRIL),))
    assert said(build(), dated) == [("enforcement", "blocking from 2026-04-01 has been changed")]
