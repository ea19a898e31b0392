"""Facts in few words, for the tests of single rules."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place, Route, Severity, Span
from specgen.gaps.compare import compare
from specgen.inventory.model import Inventory, TestItem
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_plan import Decision, Goal, Milestone, Task
from specgen.program.model_policy import (
    NO_WORK,
    Double,
    Enforcement,
    Limit,
    Run,
    Service,
    TestType,
    Tier,
    Waiver,
    Work,
)
from specgen.rules.model import Facts, Rule
from specgen.source.model import SourceFile
from specgen.surface.model import (
    Certain,
    ModuleSurface,
    Opaque,
    Parameter,
    ParameterKind,
    Surface,
    Symbol,
    SymbolKind,
)

FILE = PurePosixPath("specs/shop.yaml")


def at(*route: str | int) -> Place:
    """A place in the one spec file."""
    return Place(FILE, route)


@pytest.fixture(scope="session")
def facts_of(program_of: Callable[..., Program]) -> Callable[..., Facts]:
    """``facts(modules, scenarios, *, surface, items, ... **changes of the program)``."""

    def facts(
        modules: Iterable[Module] = (),
        scenarios: Iterable[Scenario] = (),
        *,
        surface: Iterable[ModuleSurface] = (),
        items: Iterable[TestItem] = (),
        texts: Iterable[str] = (),
        absent: Iterable[str] = (),
        known: dict[str, Severity] | None = None,
        others: tuple[Program, ...] = (),
        **changes: object,
    ) -> Facts:
        program = program_of(modules, scenarios, **changes)
        inventory = Inventory(tuple(items))
        return Facts(
            program,
            Surface({module.name: module for module in surface}),
            inventory,
            compare(program, inventory, generated={}),
            sources=tuple(SourceFile(FILE, text, None) for text in texts),
            others=others,
            absent=frozenset(map(PurePosixPath, absent)),
            known=known or {},
            complete=bool(known),
        )

    return facts


@pytest.fixture(scope="session")
def said() -> Callable[[Rule, Facts], list[str]]:
    """The messages of one rule, each after checking that it speaks for itself."""

    def messages(rule: Rule, facts: Facts) -> list[str]:
        found = list(rule.judge(facts))
        assert {d.rule for d in found} <= {rule.id}
        assert all(d.tip for d in found), "every finding says what to do"
        return [d.message for d in found]

    return messages


@pytest.fixture(scope="session")
def routes() -> Callable[[Rule, Facts], list[Route]]:
    """Where one rule's findings point to."""
    return lambda rule, facts: [d.place.route for d in rule.judge(facts)]


@pytest.fixture(scope="session")
def milestone_of() -> Callable[..., Milestone]:
    """``milestone(id, *members, **changes)``; a member without a dot is a task."""

    def milestone(id: str, *members: str, **changes: object) -> Milestone:
        plain = Milestone(
            id=id, title=id.title(), part_of="",
            scenarios=tuple(m for m in members if "." in m),
            tasks=tuple(m for m in members if "." not in m),
            rest=False, slot="", capacity=0.0, effort=NO_WORK, results=(), documents=(),
            place=at("milestones", id),
        )  # fmt: skip
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return milestone


@pytest.fixture(scope="session")
def task_of() -> Callable[..., Task]:
    """``task(id, **changes)``: of two hours."""

    def task(id: str, **changes: object) -> Task:
        plain = Task(
            id=id, title=id.title(), effort=Work(2.0, 2.0), priority="high", needs=(), blocks=(),
            mends=(), cause="", fix=(), done_when=(), place=at("tasks", id),
        )  # fmt: skip
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return task


@pytest.fixture(scope="session")
def goal_of() -> Callable[..., Goal]:
    """``goal(id, needs=(), done_when=())``."""
    return lambda id, needs=(), done_when=(): Goal(id, id, needs, done_when, at("goals", id))


@pytest.fixture(scope="session")
def decision_of() -> Callable[..., Decision]:
    """``decision(id, owner="", blocks=(), answer="")``."""
    return lambda id, owner="", blocks=(), answer="": Decision(
        id, "How much?", (), owner, blocks, at("decisions", id), answer
    )


@pytest.fixture(scope="session")
def waiver_for() -> Callable[..., Waiver]:
    """``waiver(target, *covers, **changes)``."""

    def waiver(target: str, *covers: str, **changes: object) -> Waiver:
        plain = Waiver(
            target, "gap", None, "No sandbox yet", "88", "@lead", date(2026, 3, 1), covers,
            at("waivers", 0),
        )  # fmt: skip
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return waiver


@pytest.fixture(scope="session")
def tier_of() -> Callable[..., Tier]:
    """``tier(name, *requires, **changes)``."""

    def tier(name: str, *requires: str, **changes: object) -> Tier:
        plain = Tier(name, name, (), requires, Level.WRITTEN, "high", (), at("tiers", name))
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return tier


@pytest.fixture(scope="session")
def type_of() -> Callable[..., TestType]:
    """``type(name, **changes)``: a type that extends e2e."""

    def test_type(name: str, **changes: object) -> TestType:
        plain = TestType(
            name, name, "", name, name, "e2e", (), NO_WORK, (), at("types", name)
        )  # fmt: skip
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return test_type


@pytest.fixture(scope="session")
def run_of() -> Callable[..., Run]:
    """``run(moment, *types, **changes)``."""

    def run(moment: str, *types: str, **changes: object) -> Run:
        plain = Run(
            moment, types, (), (), {}, "auto", 1, False, Level.WRITTEN, (), at("runs", moment)
        )
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return run


@pytest.fixture(scope="session")
def service_of() -> Callable[..., Service]:
    """``service(id, target="", **kinds by type)``."""

    def service(id: str, target: str = "", **doubles: str) -> Service:
        each = tuple(Double(type, kind, "") for type, kind in doubles.items())
        return Service(id, target, each, {}, "", at("services", id))

    return service


@pytest.fixture(scope="session")
def enforcement_of() -> Callable[..., Enforcement]:
    """``enforcement(position, since, stage, until=date.max, **changes)``."""

    def enforcement(
        position: int, since: date, stage: str, *, until: date = date.max, **changes: object
    ) -> Enforcement:
        plain = Enforcement(
            since, until, stage, (), (), (), "", "", at("enforcement", position)
        )  # fmt: skip
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return enforcement


@pytest.fixture(scope="session")
def limit_of() -> Callable[..., Limit]:
    """``limit(measure, value, text)``."""
    return lambda measure, value, text: Limit(measure, value, text, at("budget", measure))


@pytest.fixture(scope="session")
def symbol_of() -> Callable[..., Symbol]:
    """``symbol("total(items, *, rate=)")``: a function; a dotted name is a method; without
    brackets the signature is opaque; ``kind`` and ``bases`` as given."""

    def symbol(text: str, kind: str = "", bases: tuple[str, ...] = ()) -> Symbol:
        name, bracket, inside = text.partition("(")
        default = SymbolKind.METHOD if "." in name else SymbolKind.FUNCTION
        signature = Certain(_parameters(inside.rstrip(")"))) if bracket else Opaque("unknown")
        of = SymbolKind(kind) if kind else default
        return Symbol(name, of, Span(1, 1, 1, 2), signature, bases=bases)

    return symbol


def _parameters(text: str) -> tuple[Parameter, ...]:
    kind = ParameterKind.POSITIONAL
    found: list[Parameter] = []
    for word in filter(None, (part.strip() for part in text.split(","))):
        name, equals, _ = word.partition("=")
        if word == "/":
            found = [replace(p, kind=ParameterKind.POSITIONAL_ONLY) for p in found]
        elif word == "*":
            kind = ParameterKind.KEYWORD_ONLY
        elif word.startswith("**"):
            found.append(Parameter(name[2:], ParameterKind.VAR_KEYWORD))
        elif word.startswith("*"):
            found.append(Parameter(name[1:], ParameterKind.VAR_POSITIONAL))
            kind = ParameterKind.KEYWORD_ONLY
        else:
            found.append(Parameter(name, kind, default="0" if equals else ""))
    return tuple(found)


@pytest.fixture(scope="session")
def surface_of() -> Callable[..., ModuleSurface]:
    """``module_surface(name, *symbols, **changes)``: at ``src/<name>.py``."""

    def surface(name: str, *symbols: Symbol, **changes: object) -> ModuleSurface:
        plain = ModuleSurface(name, f"src/{name.replace('.', '/')}.py", symbols)
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return surface


@pytest.fixture(scope="session")
def item_of() -> Callable[..., TestItem]:
    """``item("tests/unit/test_cart.py::test_total", **changes)``."""

    def item(node_id: str, **changes: object) -> TestItem:
        path, _, name = node_id.partition("::")
        plain = TestItem(
            node_id, path, name.rpartition("::")[2], Span(1, 1, 2, 1), path, "unit", Level.WRITTEN
        )
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return item
