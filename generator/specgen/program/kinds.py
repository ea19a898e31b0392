"""Types and tiers as meant: built-in types adjusted, new ones given a form, tiers in order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from specgen.diagnostics import Diagnostic, Log, Place, Severity
from specgen.levels import Level
from specgen.program.limits import budget, work
from specgen.program.model_policy import TestType, Tier
from specgen.program.names import unknown
from specgen.program.policy import types_named, working_of
from specgen.quantities import Working
from specgen.spec.model import Located, ProjectSpec, TierSpec, TypeSpec

_FORM = "unit"  # of a new type that extends none
USUAL = ("unit",)  # what a tier requires that does not say


def test_types(
    written: Located[ProjectSpec], builtin: Sequence[TestType], *, log: Log
) -> Mapping[str, TestType]:
    """The built-in types as adjusted, in their order, then the project's own by name."""
    working = working_of(written.value)
    place = written.place.at("types")
    specs = written.value.types
    types: dict[str, TestType] = {}
    for kind in builtin:
        spec = specs.get(kind.name)
        types[kind.name] = (
            kind if spec is None else _adjusted(kind, spec, place=place, working=working)
        )
    for name in sorted(set(specs) - set(types)):
        base = _base(name, specs, place=place, types=types, log=log)
        own = replace(types[base], name=name, title="", purpose="", directory=name, marker=name)
        own = replace(own, aliases=(), budget=(), base=base)
        types[name] = _adjusted(own, specs[name], place=place, working=working)
    return MappingProxyType(types)


def _adjusted(kind: TestType, spec: TypeSpec, *, place: Place, working: Working) -> TestType:
    return replace(
        kind,
        title=spec.title or kind.title or kind.name.replace("_", " ").capitalize(),
        purpose=spec.purpose or kind.purpose,
        directory=spec.directory or kind.directory,
        marker=spec.marker or kind.marker,
        aliases=spec.aliases or kind.aliases,
        effort=work(spec.effort, working) if spec.effort is not None else kind.effort,
        budget=budget(spec.budget, place.at(kind.name, "budget")) or kind.budget,
        place=place.key(kind.name),
    )


def _base(
    name: str,
    specs: Mapping[str, TypeSpec],
    *,
    place: Place,
    types: Mapping[str, TestType],
    log: Log,
) -> str:
    """The built-in type at the end of the chain of ``extends``."""
    seen, at = [name], name
    while True:
        above = specs[at].extends or _FORM
        if above in types:
            return types[above].base
        here = place.at(at, "extends")
        if above not in specs:
            log.add(unknown("unknown-type", above, place=here, known=(*types, *specs)))
            return _FORM
        if above in seen:
            path = " -> ".join([*seen, above])
            tip = "let one of them extend a built-in type"
            log.add(Diagnostic("extends-cycle", Severity.ERROR, here, f"types extend {path}", tip))
            return _FORM
        seen.append(above)
        at = above


def tiers(
    written: Located[ProjectSpec], types: Mapping[str, TestType], *, log: Log
) -> tuple[Tier, ...]:
    """The tiers as declared, strictest first; one that asks for unit tests where none is."""
    place = written.place.at("tiers")
    specs = written.value.tiers or {"standard": TierSpec()}
    return tuple(_tiers(specs, written.value, place=place, types=types, log=log))


def _tiers(
    specs: Mapping[str, TierSpec],
    project: ProjectSpec,
    *,
    place: Place,
    types: Mapping[str, TestType],
    log: Log,
) -> Iterator[Tier]:
    plain = tuple(n for n in types if n not in project.types or not project.types[n].extends)
    for index, (name, spec) in enumerate(specs.items()):
        here = place.at(name)
        asked = spec.requires if "requires" in spec.model_fields_set else USUAL
        required = types_named(asked, here.at("requires"), types=types, log=log)
        yield Tier(
            name=name,
            title=spec.title or name.replace("_", " ").capitalize(),
            patterns=spec.modules,
            # what extends another type is a variant, owed only where it is named
            requires=plain if spec.requires == "all" else required,
            evidence=Level(spec.evidence),
            priority=spec.priority or ("medium" if index else "high"),
            budget=budget(spec.budget, here.at("budget")),
            place=place.key(name),
        )
