"""The calls that cases describe, next to the signatures they have to fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from specgen.diagnostics import Place
from specgen.program.model import Scenario
from specgen.rules.model import Facts
from specgen.rules.targets import lookup, main_target, scenarios
from specgen.surface.model import Certain, Parameter, ParameterKind, Symbol

_BY_PLACE = (ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL)
_BY_NAME = (ParameterKind.POSITIONAL, ParameterKind.KEYWORD_ONLY)


@dataclass(frozen=True, slots=True)
class Form:
    """What a signature takes."""

    parameters: tuple[Parameter, ...]

    def names(self, *kinds: ParameterKind) -> tuple[str, ...]:
        """The names of the parameters of these kinds."""
        return tuple(p.name for p in self.parameters if p.kind in kinds)

    @property
    def positional(self) -> tuple[str, ...]:
        """What positional arguments fill, in order."""
        return self.names(*_BY_PLACE)

    @property
    def named(self) -> tuple[str, ...]:
        """What may be given by name."""
        return self.names(*_BY_NAME)

    @property
    def takes_any_place(self) -> bool:
        """Whether it has ``*args``."""
        return bool(self.names(ParameterKind.VAR_POSITIONAL))

    @property
    def takes_any_name(self) -> bool:
        """Whether it has ``**kwargs``."""
        return bool(self.names(ParameterKind.VAR_KEYWORD))

    def unfilled(self, args: int, kwargs: Mapping[str, object]) -> tuple[str, ...]:
        """The required parameters that a call leaves empty."""
        filled = {*self.positional[:args], *(set(self.named) & set(kwargs))}
        return tuple(p.name for p in self.parameters if p.required and p.name not in filled)


@dataclass(frozen=True, slots=True)
class Called:
    """A scenario that says how to call its target, whose signature the source states."""

    scenario: Scenario
    target: str
    form: Form


@dataclass(frozen=True, slots=True)
class Call:
    """One call that a spec describes: how many positional arguments, which by name."""

    target: str
    form: Form
    args: int
    kwargs: Mapping[str, object]
    place: Place


def called(facts: Facts) -> Iterator[Called]:
    """The scenarios whose calls can be compared with a signature."""
    if facts.readable:
        for scenario, module in scenarios(facts):
            target = main_target(scenario, module) if _describes_calls(scenario) else None
            symbol = lookup(facts, target) if target else None
            if target and isinstance(symbol, Symbol) and isinstance(symbol.signature, Certain):
                taken = symbol.signature.parameters
                left = tuple(p for p in taken if not _provided(p, scenario, facts=facts))
                yield Called(scenario, target.text, Form(left))


def _describes_calls(scenario: Scenario) -> bool:
    written = scenario.written
    return bool(written.cases or written.args or written.kwargs or written.given)


def _provided(parameter: Parameter, scenario: Scenario, *, facts: Facts) -> bool:
    """Whether a service that the scenario uses fills ``parameter``, by name or by class."""
    used = (s for s in facts.program.services if s.id in scenario.uses)
    return any(
        parameter.name == s.id or (s.target and parameter.annotation == s.target.rpartition(":")[2])
        for s in used
    )


def made(facts: Facts) -> Iterator[Call]:
    """The calls of constructors that scenarios describe for the object of their target."""
    for scenario, module in scenarios(facts) if facts.readable else ():
        subject, target = scenario.written.subject, main_target(scenario, module)
        if subject is None or target is None or "." not in target.name:
            continue
        owner = replace(target, text=target.text.rpartition(".")[0])
        symbol = lookup(facts, owner)
        if isinstance(symbol, Symbol) and isinstance(symbol.signature, Certain):
            form, place = Form(symbol.signature.parameters), scenario.place.at("subject")
            yield Call(owner.text, form, len(subject.args), subject.kwargs, place)


def described(facts: Facts) -> Iterator[Call]:
    """Every call that a spec describes."""
    for one in called(facts):
        yield from calls(one)
    yield from made(facts)


def calls(one: Called) -> Iterator[Call]:
    """The calls of a scenario's cases; its own arguments are one only if it has any."""
    written, place = one.scenario.written, one.scenario.place
    own = bool(written.args or written.kwargs)
    if own:
        yield Call(one.target, one.form, len(written.args), written.kwargs, place)
    for i, case in enumerate(written.cases):
        if case.args or case.kwargs or not own:
            yield Call(one.target, one.form, len(case.args), case.kwargs, place.at("cases", i))
