"""The targets that specs name, and where each leads on the surface of the code under test."""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.diagnostics import Place
from specgen.program.model import Module, Scenario
from specgen.rules.model import Facts
from specgen.spec.model import LawSpec, StepSpec
from specgen.surface.model import ModuleSurface, Opaque, Surface, Symbol, SymbolKind

_PLAIN_BASES = frozenset(
    ("object", "abc.ABC", "typing.Generic", "typing.Protocol", "typing_extensions.Protocol")
)


@dataclass(frozen=True, slots=True)
class Target:
    """One name as written (``Class.method`` or ``module:name``), seen from ``module``."""

    text: str
    module: str
    place: Place

    @property
    def home(self) -> str:
        """The import name of the module that is meant."""
        return self.text.partition(":")[0] if ":" in self.text else self.module

    @property
    def name(self) -> str:
        """The dotted name inside that module."""
        return self.text.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class Missing:
    """The target is not there; ``candidates`` are the names that are."""

    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknowable:
    """Reading cannot say whether the target is there."""


def targets(facts: Facts) -> Iterator[Target]:
    """All targets of scenarios whose module is there to be looked at, and of services."""
    for scenario, module in scenarios(facts):
        yield from _of_scenario(scenario, module)
    for service in facts.program.services:
        if ":" in service.target:
            yield Target(service.target, "", service.place.at("target"))


def scenarios(facts: Facts) -> Iterator[tuple[Scenario, Module]]:
    """The scenarios that somebody wrote, with their modules, where those are not planned."""
    for scenario in facts.program.scenarios:
        module = facts.program.module_by_id[scenario.module]
        if not scenario.implicit and not module.planned:
            yield scenario, module


def main_target(scenario: Scenario, module: Module) -> Target | None:
    """What the scenario calls, if it says so."""
    text = scenario.written.target
    return Target(text, module.name, scenario.place.at("target")) if text else None


def _of_scenario(scenario: Scenario, module: Module) -> Iterator[Target]:
    main = main_target(scenario, module)
    named = [(main.text, main.place)] if main else []
    for text, place in (*named, *_faults(scenario), *_laws(scenario), *_steps(scenario)):
        yield Target(text, module.name, place)


def _faults(scenario: Scenario) -> Iterator[tuple[str, Place]]:
    for i, fault in enumerate(scenario.written.faults):
        yield fault.at, scenario.place.at("faults", i, "at")


def _laws(scenario: Scenario) -> Iterator[tuple[str, Place]]:
    for i, law in enumerate(scenario.written.holds):
        if isinstance(law, LawSpec):
            named = {"round_trip": law.round_trip, "equivalent": law.equivalent}
            for key, text in named.items():
                if text:
                    yield text, scenario.place.at("holds", i, key)


def _steps(scenario: Scenario) -> Iterator[tuple[str, Place]]:
    for i, step in enumerate(scenario.written.steps):
        if isinstance(step, StepSpec) and step.call:
            yield step.call, scenario.place.at("steps", i, "call")


def lookup(facts: Facts, target: Target) -> Symbol | Missing | Unknowable:
    """Where a target leads; what may come from elsewhere (other packages, base classes that are
    not here, ``import *``, ``__getattr__``, opaque symbols) is never said to be missing."""
    home = facts.surface.module(target.home)
    if home is None:
        return _no_module(facts, target)
    if home.problem:
        return Unknowable()
    return _member(facts.surface, home, target.name)


def _no_module(facts: Facts, target: Target) -> Missing | Unknowable:
    package = facts.program.project.source.package
    ours = package and f"{target.home}.".startswith(f"{package}.")
    if target.home == target.module or not ours:
        return Unknowable()  # `missing-module` says the one, the other is not ours to read
    return Missing(tuple(f"{module}:{target.name}" for module in facts.surface.modules))


def _member(surface: Surface, home: ModuleSurface, name: str) -> Symbol | Missing | Unknowable:
    symbol = surface.symbol(f"{home.name}.{name}")
    if symbol is not None:
        return symbol
    found = surface.find(f"{home.name}.{name}")
    at = surface.modules[found.module] if found else home
    inside = found.symbol if found else name
    if at.open or at.problem or inside.split(".")[0] in at.reexports:
        return Unknowable()
    owner, dot, member = inside.rpartition(".")
    if not dot:
        return Missing(tuple(s.name for s in at.public if "." not in s.name) or tuple(at.reexports))
    above = _member(surface, at, owner)
    return _of_class(surface, at, above, member) if isinstance(above, Symbol) else above


def _of_class(
    surface: Surface, home: ModuleSurface, owner: Symbol, member: str
) -> Symbol | Missing | Unknowable:
    """A member that the class does not define itself: perhaps one of its bases does."""
    if owner.kind is not SymbolKind.CLASS or isinstance(owner.signature, Opaque):
        return Unknowable()
    for base in owner.bases:
        if base in _PLAIN_BASES:
            continue
        module = _home_of(surface, home, base)
        if module is None:
            return Unknowable()
        found = _member(surface, module, f"{base.rpartition('.')[2]}.{member}")
        if not isinstance(found, Missing):
            return found
    own = f"{owner.name}."
    return Missing(tuple(s.name for s in home.public if s.name.startswith(own)))


def _home_of(surface: Surface, home: ModuleSurface, base: str) -> ModuleSurface | None:
    """The module that defines a base class, through re-exports; nothing where outside."""
    for dotted in (base, f"{home.name}.{base}"):
        found = surface.find(dotted)
        if found and surface.modules[found.module].symbol(found.symbol):
            return surface.modules[found.module]
    return None
