"""The stricter of head and base, part by part, and what the head loosens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from specgen.changes.compare import compare
from specgen.changes.model import Change
from specgen.changes.modules import asks
from specgen.diagnostics import Place, Span
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import (
    Enforcement,
    Kept,
    Limit,
    Recorded,
    Remembering,
    RulePolicy,
    Run,
    Skip,
    Waiver,
)
from specgen.spec.model import ScenarioSpec

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


def strictest(head: Program, base: Program) -> tuple[Program, tuple[Change, ...]]:
    found = compare(head, base)
    return found.strict, found.loosened


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
    assert said(head, base) == [
        ("project", "mutation.score 80% is no longer asked"),
        ("project", "mutation testing no longer covers tier business"),
    ]


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
    assert said(head, base) == [
        ("main", "no longer runs race"), ("main", "mutation goes from true to false"),
        ("main", "evidence goes from passing to written"),
    ]  # fmt: skip
    new = build(runs=(run_of("nightly", ("unit",)),))
    assert strictest(new, base)[0].runs == (*new.runs, strict)
    assert strictest(new, build())[0].runs == new.runs


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
    assert said(optional, owed) == [("cart.unit.totals", "is optional")]
    exempt = build(module={"exempt": {"unit": "Stateless"}})
    assert said(exempt, build()) == [("cart", "is exempt from unit")]
    assert said(build(), exempt) == []


def test_a_new_module_is_judged_by_its_own_limits(
    build: Build, program_of: Callable[..., Program]
) -> None:
    program, loosened = strictest(build(), program_of())
    assert (program, loosened) == (build(), ())


def test_rules_and_dates(build: Build, row_of: Callable[..., Enforcement]) -> None:
    place = build().project.place
    off = build(rules=(RulePolicy("gap", "off", "", place),))
    assert said(off, build()) == [("gap", "is off, not blocking")]
    assert said(off, off) == said(build(), off) == []
    dated = build(enforcement=(row_of("blocking", APRIL),))
    assert said(build(), dated) == []  # without enforcement everything blocks
    assert said(dated, build()) == [("enforcement", "is monitoring, not blocking")]
    later = build(enforcement=(row_of("blocking", MAY),))
    assert said(later, dated) == [("enforcement", "is monitoring, not blocking from 2026-04-01 on")]
    assert said(dated, later) == []
    assert compare(later, dated, since=MAY).loosened == ()  # what is over is over


def test_a_relaxation_of_one_rule_or_tier(build: Build, row_of: Callable[..., Enforcement]) -> None:
    base = build(enforcement=(row_of("blocking"),))
    soft = row_of("monitoring", MARCH, until=APRIL, rules=("gap",), tiers=("critical",))
    head = build(enforcement=(row_of("blocking"), soft))
    assert said(head, base) == [
        ("gap", "is monitoring, not blocking of tier critical from 2026-03-01 on")
    ]
    assert said(base, head) == []


def test_a_flag_that_is_gone(build: Build) -> None:
    place = build().project.place
    flagged = build(rules=(RulePolicy("gap", "warning", "STRICT", place),))
    plain = build(rules=(RulePolicy("gap", "warning", "", place),))
    assert said(plain, flagged) == [("gap", "is warning, not blocking")]
    assert said(flagged, plain) == []


def asked(program: Program) -> set[str]:
    """The scenarios that a program asks for."""
    cells = (cell for cell in program.cells if asks(program, cell))
    by_id = program.scenario_by_id
    return {name for cell in cells for name in cell.scenarios if by_id[name].owed}


TOTALS = "cart.unit.totals"


def test_a_deleted_scenario_is_asked_still(
    build: Build, scenario_of: Callable[..., Scenario]
) -> None:
    base = build(scenarios=(scenario_of(TOTALS), scenario_of("cart.race.two")))
    found = compare(build(), base)
    assert [(c.subject, c.what) for c in found.loosened] == [
        ("cart.race.two", "is deleted"), (TOTALS, "is deleted"),
    ]  # fmt: skip
    assert {TOTALS, "cart.race.two"} <= asked(found.strict)
    assert set(found.still_asked) == {TOTALS, "cart.race.two"}
    optional = build(scenarios=(scenario_of(TOTALS, owed=False),))
    near = compare(build(), optional)
    assert (near.loosened, near.strict) == ((), build())


def test_a_renamed_scenario_is_the_same(build: Build, scenario_of: Callable[..., Scenario]) -> None:
    base = build(scenarios=(scenario_of(TOTALS),))
    head = build(scenarios=(scenario_of("cart.unit.sums", renamed_from=(TOTALS,)),))
    found = compare(head, base)
    assert (found.loosened, found.strict) == ((), head)
    assert (TOTALS, "cart.unit.sums") in {(c.before, c.after) for c in found.changes}
    moved = build(scenarios=(scenario_of("cart.race.sums", renamed_from=(TOTALS,)),))
    assert said(moved, base) == [(TOTALS, "is now cart.race.sums, of another type")]
    assert TOTALS in asked(compare(moved, base).strict)


def test_a_module_that_is_gone(
    build: Build, module_of: Callable[..., Module], program_of: Callable[..., Program]
) -> None:
    base = program_of([module_of("cart", requires=("unit",)), module_of("tax", requires=("unit",))])
    found = compare(build(), base)
    assert [(c.subject, c.what) for c in found.loosened] == [
        ("tax", "is no longer in the specs (its source is still there)")
    ]
    assert "tax.unit.baseline" in asked(found.strict)
    near = compare(build(), base, there=lambda _: False)  # its source went with it
    assert (near.loosened, near.strict) == ((), build())
    assert [c.what for c in near.changes] == ["is gone with its source"]
    planned = program_of([module_of("cart", requires=("unit",)), module_of("tax", planned=True)])
    assert said(build(), planned) == [("tax", "is no longer in the specs (planned)")]


def test_a_renamed_module_is_the_same(
    program_of: Callable[..., Program], module_of: Callable[..., Module],
    limit_of: Callable[..., Limit],
) -> None:  # fmt: skip
    limit = (limit_of("coverage", 0.9),)
    base = program_of([module_of("cart", requires=("unit", "race"), budget=limit)])
    head = program_of([module_of("till", requires=("unit",), renamed_from=("cart",))])
    found = compare(head, base)
    assert {(c.subject, c.what) for c in found.loosened} == {
        ("till", "no longer requires race"), ("till", "coverage 0.9 is no longer asked"),
    }  # fmt: skip
    (module,) = found.strict.modules
    assert (module.id, module.required, module.budget) == ("till", ("unit", "race"), limit)
    assert found.strict.cell_at["till", "race"].scenarios == ("cart.race.baseline",)


def test_a_retiered_module(build: Build) -> None:
    strict, mild = build(module={"tier": "critical"}), build(module={"tier": "experimental"})
    assert said(mild, strict) == [("cart", "goes from tier critical to experimental")]
    assert compare(mild, strict).strict.modules[0].tier == "critical"
    assert said(strict, mild) == []
    assert compare(strict, mild).strict.modules[0].tier == "critical"


def test_a_planned_module(build: Build) -> None:
    head = build(module={"planned": True})
    assert said(head, build()) == [("cart", "is planned again")]
    assert not compare(head, build()).strict.modules[0].planned
    assert said(build(), head) == []


def test_tiers_and_types_that_are_gone(build: Build) -> None:
    base = build()
    critical, *others = base.tiers
    head = replace(base, tiers=tuple(others), modules=tuple(
        replace(m, tier="business") for m in base.modules
    ))  # fmt: skip
    assert said(head, base) == [
        ("cart", "goes from tier critical to business"), ("critical", "is no longer a tier"),
    ]  # fmt: skip
    assert compare(head, base).strict.tiers[0] == critical
    fewer = replace(base, types=base.types[:-1])
    assert said(fewer, base) == [("chaos", "is no longer a type")]
    assert "chaos" in compare(fewer, base).strict.type_named


def test_a_tier_that_requires_less(build: Build) -> None:
    """Said once, of the tier, and held against every module of it."""
    base = build(module={"required": ("unit", "race")})
    lean = tuple(
        replace(tier, requires=tuple(t for t in tier.requires if t != "race"))
        for tier in base.tiers
    )
    head = replace(build(module={"required": ("unit",)}), tiers=lean)
    assert said(head, base) == [
        ("critical", "no longer requires race"), ("business", "no longer requires race"),
    ]  # fmt: skip
    assert "cart.race.baseline" in asked(compare(head, base).strict)


@pytest.mark.parametrize("key", ["directory", "marker"])
def test_a_type_whose_tests_are_told_otherwise(build: Build, key: str) -> None:
    base = build()
    kinds = tuple(replace(t, **{key: "odd"}) if t.name == "unit" else t for t in base.types)  # type: ignore[arg-type]  # a field of text
    head = replace(base, types=kinds)
    assert said(head, base) == [("unit", f"its {key} goes from `unit` to `odd`")]
    assert getattr(compare(head, base).strict.type_named["unit"], key) == "unit"


def test_a_group_of_fewer_tests(build: Build, scenario_of: Callable[..., Scenario]) -> None:
    base = build(scenarios=(scenario_of(TOTALS, least=5),))
    head = build(scenarios=(scenario_of(TOTALS, least=3),))
    assert said(head, base) == [(TOTALS, "goes from 5 to 3 tests")]
    assert compare(head, base).strict.scenario_by_id[TOTALS].least == 5
    assert said(base, head) == []
    checked = build(scenarios=(scenario_of(TOTALS, least=2, checks=("Few", "Many")),))
    fewer = build(scenarios=(scenario_of(TOTALS, checks=("Few",)),))
    assert said(fewer, checked) == [(TOTALS, "no longer checks `Many`")]


def promising(scenario_of: Callable[..., Scenario], **keys: object) -> tuple[Scenario, ...]:
    spec = ScenarioSpec.model_validate({"type": "unit", **keys})
    return (scenario_of(TOTALS, written=spec),)


ONE, TWO = {"args": [1], "returns": 1}, {"args": [2], "returns": 4}


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        ({"cases": [ONE]}, {"cases": [ONE, TWO]}, ["is gone"]),
        ({"cases": [ONE, {"args": [2], "returns": 5}]}, {"cases": [ONE, TWO]}, ["becomes"]),
        ({"cases": [TWO, ONE]}, {"cases": [ONE, TWO]}, []),
        ({"cases": [ONE, TWO]}, {"cases": [ONE]}, []),
        ({"asserts": ["Up"]}, {"asserts": ["Up", "Logged"]}, ["asserts: Logged is gone"]),
        ({"load": {"calls": 10}}, {"load": {"calls": 99}}, ["becomes"]),
        ({"exit": 0}, {}, []),
        ({}, {"exit": 0}, ["exit: 0 is gone"]),
    ],
)
def test_promises(
    build: Build, scenario_of: Callable[..., Scenario], *, now: dict[str, object],
    then: dict[str, object], words: list[str],
) -> None:  # fmt: skip
    head, base = (build(scenarios=promising(scenario_of, **keys)) for keys in (now, then))
    found = compare(head, base)
    assert [part in c.what for c, part in zip(found.loosened, words, strict=True)] == [True] * len(
        words
    )
    kept = found.strict.scenario_by_id[TOTALS].written
    assert all(case in kept.cases for case in base.scenario_by_id[TOTALS].written.cases)
    assert (found.strict == head) == (not words)
    for change in found.loosened:
        assert change.before


@pytest.mark.parametrize(
    ("key", "now", "then", "words"),
    [
        ("os", ("ubuntu",), ("ubuntu", "windows"), "no longer runs on os windows"),
        ("python", (), ("3.12",), "no longer runs on python 3.12"),
        ("repeat", 1, 3, "repeat goes from 3 to 1"),
        ("types", ("unit",), (), "no longer runs every type, but unit"),
        ("mutation", False, True, "mutation goes from true to false"),
    ],
)
def test_a_run_of_less(
    build: Build, run_of: Callable[..., Run], *, key: str, now: object, then: object, words: str
) -> None:
    head, base = (
        build(runs=(run_of("main", **{"types": ("unit",), key: v}),)) for v in (now, then)
    )
    found = compare(head, base)
    assert [(c.subject, c.what) for c in found.loosened] == [("main", words)]
    assert getattr(found.strict.runs[0], key) == then
    assert compare(base, head).loosened == ()


def test_a_run_that_is_gone(build: Build, run_of: Callable[..., Run]) -> None:
    base = build(runs=(run_of("main", ("unit",)),))
    assert said(build(), base) == [("main", "is no longer run (unit)")]
    assert compare(build(), base).strict.runs == base.runs


def test_what_the_source_leaves_out(build: Build) -> None:
    base = build()
    source = replace(base.project.source, exclude=("shop/old/*",), elsewhere=True)
    head = build(project={"source": source})
    assert said(head, base) == [
        ("source", "now leaves out `shop/old/*`"), ("source", "is elsewhere now"),
    ]  # fmt: skip
    assert compare(head, base).strict.project.source == base.project.source
    assert said(base, head) == []


def test_another_package_leaves_no_line_out(build: Build) -> None:
    base = build()
    source = replace(base.project.source, package="shop.small")
    head = build(project={"source": source})
    assert said(head, base) == [("source", "its package goes from `shop` to `shop.small`")]
    assert compare(head, base).strict.project.source.package == ""
    whole = build(project={"source": replace(source, package="")})
    assert said(whole, base) == []
    assert compare(whole, base).strict == whole


def test_snapshots(build: Build, recorded_of: Callable[..., Recorded]) -> None:
    old = recorded_of("notes", {"cart": ("unit",)}, as_of=MARCH)
    more = recorded_of("notes", {"cart": ("unit", "race")}, as_of=MARCH)
    new = recorded_of("other", {"cart": ("e2e",)}, as_of=APRIL)
    base, head = build(recorded=(old,)), build(recorded=(more, new))
    assert said(head, base) == [
        ("notes", "now has cart × race as present"), ("other", "is a new snapshot, of 2026-04-01"),
    ]  # fmt: skip
    assert compare(head, base).strict.recorded == (old,)
    assert said(base, head) == []


def test_tests_taken_over(build: Build) -> None:
    head = build(kept=(Kept(CART, "Own fixtures", build().project.place),))
    assert said(head, build()) == [(CART, "its generated test is taken over by hand")]
    assert compare(head, build()).strict.kept == ()
    assert said(build(), head) == said(head, head) == []


def test_a_place_of_the_base_is_located(build: Build, scenario_of: Callable[..., Scenario]) -> None:
    there = Place(PurePosixPath("specs/cart.yaml"), ("scenarios", 0))
    base = build(scenarios=(scenario_of(TOTALS, place=there),))
    seen = Place(there.path, span=Span(3, 1, 4, 1))
    found = compare(build(), base, located=lambda place: seen if place == there else place)
    assert [change.place for change in found.loosened] == [seen]
    assert found.still_asked == {TOTALS: seen}
    assert found.strict.scenario_by_id[TOTALS].place == seen


def test_where_the_source_is(build: Build) -> None:
    """A root that moves is neutral; leaving modules out, or saying they are elsewhere, is not."""
    here = build()
    source = here.project.source
    moved = build(project={"source": replace(source, root=PurePosixPath("lib"))})
    (change,) = compare(moved, here).changes
    assert (change.subject, change.effect.value) == ("source", "neutral")
    away = build(project={"source": replace(source, elsewhere=True)})
    assert said(away, here) == [("source", "is elsewhere now")]
    assert said(here, away) == []
    assert not strictest(away, here)[0].project.source.elsewhere
    packed = build(project={"source": replace(source, package="shop.api")})
    assert said(packed, here) == [
        ("source", f"its package goes from `{source.package}` to `shop.api`")
    ]
    assert strictest(packed, here)[0].project.source.package == ""


def test_untracked_modules(build: Build) -> None:
    strict, mild = build(project={"untracked": "error"}), build(project={"untracked": "ignore"})
    assert said(mild, strict) == [("source", "untracked modules go from `error` to `ignore`")]
    assert strictest(mild, strict)[0].project.untracked == "error"
    assert said(strict, mild) == []
    assert strictest(strict, mild)[0].project.untracked == "error"
