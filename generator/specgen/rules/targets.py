"""The targets that specs name, and where each leads on the surface of the code under test."""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.diagnostics import Place
from specgen.program.model import Module, Scenario
from specgen.rules.model import Facts
from specgen.rules.names import Missing, Unknowable, member
from specgen.spec.model import LawSpec, StepSpec
from specgen.surface.model import Symbol


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
        named = isinstance(law, LawSpec) and {
            "round_trip": law.round_trip,
            "equivalent": law.equivalent,
        }
        for key, text in (named or {}).items():
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
    found = member(facts.surface, home, name=target.name)
    if isinstance(found, Missing) and ":" in target.text:
        return Missing(tuple(f"{target.home}:{name}" for name in found.candidates))
    return found


def _no_module(facts: Facts, target: Target) -> Missing | Unknowable:
    package = facts.program.project.source.package
    ours = package and f"{target.home}.".startswith(f"{package}.")
    if target.home == target.module or not ours:
        return Unknowable()  # `missing-module` says the one, the other is not ours to read
    return Missing(tuple(f"{module}:{target.name}" for module in facts.surface.modules))
