"""Modules as meant: id, tier, required types and exemptions."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from types import MappingProxyType

from specgen.diagnostics import Place
from specgen.program.limits import budget
from specgen.program.model import Module
from specgen.program.model_policy import Budget, Tier
from specgen.program.names import Names, duplicate, unknown
from specgen.program.scope import Scope
from specgen.spec.model import Located, ModuleSpec


def identity(spec: ModuleSpec, package: str) -> str:
    """The module's id: as written, else its name below the package."""
    below = spec.module.removeprefix(f"{package}.") if package else spec.module
    return spec.id or below


def named(
    written: Sequence[Located[ModuleSpec]], scope: Scope
) -> Mapping[str, Located[ModuleSpec]]:
    """The modules by id, sorted; of two with one id or one name the first written wins."""
    package = scope.project.source.package
    found: dict[str, Located[ModuleSpec]] = {}
    names: dict[str, Place] = {}
    for located in written:
        key = identity(located.value, package)
        here = located.place.key("id" if located.value.id else "module")
        name = located.value.module
        if key in found:
            scope.log.add(
                duplicate("module", key, place=here, first=found[key].place.key("module"))
            )
        elif name in names:
            scope.log.add(
                duplicate("module", name, place=located.place.key("module"), first=names[name])
            )
        else:
            found[key] = located
            names[name] = located.place.key("module")
    return MappingProxyType(dict(sorted(found.items())))


def module(key: str, written: Located[ModuleSpec], *, names: Names, scope: Scope) -> Module:
    """One module under its tier's policy."""
    spec, place = written.value, written.place
    tier = tier_of(key, written, scope=scope)
    exempt = dict(_exempt(written, scope))
    return Module(
        id=key,
        name=spec.module,
        tier=tier.name,
        owner=spec.owner,
        budget=_over(budget(spec.budget, place.at("budget")), tier.budget),
        required=tier.requires,
        evidence=tier.evidence,
        priority=tier.priority,
        exempt=MappingProxyType(exempt),
        needs=names.find_all(spec.needs, place.at("needs"), log=scope.log),
        blocks=names.find_all(spec.blocks, place.at("blocks"), log=scope.log),
        components=MappingProxyType(
            {
                name: budget(part.budget if part else None, place.at("components", name, "budget"))
                for name, part in sorted(spec.components.items())
            }
        ),
        tests=spec.tests,
        planned=spec.planned,
        ref=spec.ref,
        renamed_from=earlier(spec.renamed_from),
        place=place,
    )


def earlier(written: str | tuple[str, ...]) -> tuple[str, ...]:
    """One or more earlier ids as a tuple."""
    return (written,) if isinstance(written, str) else written


def tier_of(key: str, written: Located[ModuleSpec], *, scope: Scope) -> Tier:
    """The tier as written, else the strictest whose patterns mean the module, else the last."""
    spec = written.value
    if spec.tier:
        found = next((tier for tier in scope.tiers if tier.name == spec.tier), None)
        if found is not None:
            return found
        place = written.place.at("tier")
        scope.log.add(
            unknown("unknown-tier", spec.tier, place=place, known=[t.name for t in scope.tiers])
        )
    for tier in scope.tiers:
        if any(fnmatchcase(key, p) or fnmatchcase(spec.module, p) for p in tier.patterns):
            return tier
    return scope.tiers[-1]


def _over(own: Budget, above: Budget) -> Budget:
    """The limits of ``own``, and those of ``above`` on measures that it leaves open."""
    stated = {limit.measure for limit in own}
    return own + tuple(limit for limit in above if limit.measure not in stated)


def _exempt(written: Located[ModuleSpec], scope: Scope) -> Iterator[tuple[str, str]]:
    for name, reason in sorted(written.value.exempt.items()):
        if name in scope.types:
            yield name, reason
        else:
            place = written.place.at("exempt").key(name)
            scope.log.add(unknown("unknown-type", name, place=place, known=scope.types))
