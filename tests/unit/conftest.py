"""Programs in few words, for the tests of every stage that reads one."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place
from specgen.levels import Level
from specgen.program.model import Cell, Module, Program, Scenario
from specgen.program.model_policy import (
    UNKNOWN_WORK,
    Enforcement,
    Limit,
    Outputs,
    Project,
    Recorded,
    Run,
    Source,
    TestType,
    Tier,
    Waiver,
    Work,
)
from specgen.spec.model import ScenarioSpec

PLACE = Place(PurePosixPath("specs/project.yaml"))
PURPOSES = {
    "unit": "Isolated function logic",
    "property": "Mathematical invariants",
    "integration": "Real infrastructure interactions",
    "e2e": "Complete workflows",
    "stress": "Infrastructure limits",
    "race": "Concurrent operation validation",
    "performance": "Latency and throughput benchmarks",
    "chaos": "Failure recovery scenarios",
}
SHARED_FOLDER = {"race": "stress", "chaos": "stress"}
TYPES = tuple(
    TestType(name, name.title(), purpose, SHARED_FOLDER.get(name, name), name, name, (),
             UNKNOWN_WORK, (), PLACE)
    for name, purpose in PURPOSES.items()
)  # fmt: skip


def _coverage(text: str) -> tuple[Limit, ...]:
    return (Limit("coverage", float(text.rstrip("%")) / 100, text, PLACE),)


TIERS = (
    Tier("critical", "Critical path", (), tuple(PURPOSES), Level.PASSING, "high",
         _coverage("90%"), PLACE),
    Tier("business", "Business logic", (), tuple(PURPOSES), Level.WRITTEN, "medium",
         _coverage("85%"), PLACE),
    Tier("experimental", "Experimental", (), ("unit",), Level.WRITTEN, "low", (), PLACE),
)  # fmt: skip

PROJECT = Project(
    name="shop",
    folder=PurePosixPath("specs"),
    many=False,
    source=Source(PurePosixPath("src"), "shop", (PurePosixPath("tests"),), (), elsewhere=False),
    outputs=Outputs(
        PurePosixPath("generated_tests"), PurePosixPath("docs/testing"), PurePosixPath("."),
        PurePosixPath("specgen.lock"),
    ),
    python=("3.12",),
    environment={},
    untracked="warn",
    skeletons="all",
    budget=(),
    mutation_tiers=(),
    ci=(),
    tools={},
    dependencies=(),
    documents=("gaps",),
    day=8.0,
    week=5.0,
    place=PLACE,
)  # fmt: skip


def module(id: str, *, requires: tuple[str, ...] | None = None, **changes: object) -> Module:
    """A module of the critical tier, which requires every type unless ``requires`` is given."""
    plain = Module(
        id=id, name=f"shop.{id}", tier="critical", owner="", budget=(),
        required=tuple(PURPOSES) if requires is None else requires, evidence=Level.WRITTEN,
        priority="high", exempt={}, needs=(), blocks=(), components={}, tests=(), planned=False,
        ref="", renamed_from=(), place=PLACE,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field


def scenario(id: str, **changes: object) -> Scenario:
    """An owed, explicit scenario of two hours and high priority, named by its full id."""
    of, kind, slug = id.rsplit(".", 2)
    plain = Scenario(
        id=id, module=of, type=kind, slug=slug, title=slug.capitalize(), why="", priority="high",
        effort=Work(2.0, 2.0), owed=True, implicit=False, grouped=False, least=1, most=1,
        checks=(), tests=(), also=(), uses=(), needs=(), blocks=(), budget=(), renamed_from=(),
        written=ScenarioSpec.model_construct(type=kind), place=PLACE,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field


def program(
    modules: Iterable[Module] = (), scenarios: Iterable[Scenario] = (), **changes: object
) -> Program:
    """A program with cells for all modules and types, and a baseline for each required cell."""
    kept = tuple(sorted(modules, key=lambda m: m.id))
    meant = list(scenarios)
    written = {s.id for s in meant}
    baselines = [
        scenario(f"{m.id}.{t}.baseline", implicit=True, title="", priority=m.priority)
        for m in kept
        for t in m.required
        if f"{m.id}.{t}.baseline" not in written
    ]
    every = [*meant, *baselines]
    cells: dict[tuple[str, str], list[str]] = {(m.id, t): [] for m in kept for t in PURPOSES}
    for found in every:
        cells[found.module, found.type].append(found.id)
    plain = Program(
        project=PROJECT, types=TYPES, tiers=TIERS, modules=kept,
        scenarios=tuple(sorted(every, key=lambda s: s.id)),
        cells=tuple(
            Cell(m.id, t, t in m.required, m.exempt.get(t, ""), tuple(cells[m.id, t]))
            for m in kept
            for t in PURPOSES
        ),
        services=(), runs=(), enforcement=(), rules=(), tasks=(), goals=(), milestones=(),
        decisions=(), waivers=(), skips=(), recorded=(), claims=(), references=(),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field


def recorded(source: str, present: dict[str, tuple[str, ...]], *, as_of: date) -> Recorded:
    """A snapshot of which modules had tests of which types."""
    return Recorded(as_of, source, present, {}, {}, {}, PLACE)


def waiver(covers: str, *, expires: date, allow: str = "gap") -> Waiver:
    """A waiver for one scenario."""
    return Waiver(covers, allow, None, "No sandbox", "88", "@lead", expires, (covers,), PLACE)


@pytest.fixture(scope="session")
def module_of() -> Callable[..., Module]:
    """``module(id, *, requires=None, **changes)``."""
    return module


@pytest.fixture(scope="session")
def scenario_of() -> Callable[..., Scenario]:
    """``scenario(id, **changes)``."""
    return scenario


@pytest.fixture(scope="session")
def program_of() -> Callable[..., Program]:
    """``program(modules, scenarios, **changes)``."""
    return program


@pytest.fixture(scope="session")
def recorded_of() -> Callable[..., Recorded]:
    """``recorded(source, present, *, as_of)``."""
    return recorded


@pytest.fixture(scope="session")
def waiver_of() -> Callable[..., Waiver]:
    """``waiver(scenario id, *, expires, allow="gap")``."""
    return waiver


@pytest.fixture(scope="session")
def elsewhere() -> Project:
    """The project, with its code in another repository."""
    return replace(PROJECT, source=replace(PROJECT.source, elsewhere=True))


@pytest.fixture(scope="session")
def limit_of() -> Callable[..., Limit]:
    """``limit_of(measure, value, text="")``."""
    return lambda measure, value, text="": Limit(measure, value, text or f"{value:g}", PLACE)


@pytest.fixture(scope="session")
def run_of() -> Callable[..., Run]:
    """``run_of(moment, types, **changes)``."""

    def run(moment: str, types: tuple[str, ...], **changes: object) -> Run:
        plain = Run(moment, types, (), (), {}, "", 1, False, Level.WRITTEN, (), PLACE)
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return run


@pytest.fixture(scope="session")
def row_of() -> Callable[..., Enforcement]:
    """``row_of(stage, since, **changes)``: one row of enforcement."""

    def row(stage: str, since: date = date(2026, 1, 1), **changes: object) -> Enforcement:
        plain = Enforcement(since, date.max, stage, (), (), (), "", "", PLACE)
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return row
