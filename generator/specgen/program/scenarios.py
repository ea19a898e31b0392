"""Scenarios as meant: full ids, defaults of tier and type, and the baseline of every cell."""

from collections.abc import Iterator, Mapping

from specgen.diagnostics import Diagnostic, Place, Related, Severity
from specgen.program.limits import budget, work
from specgen.program.model import Cell, Module, Scenario
from specgen.program.modules import earlier
from specgen.program.names import duplicate, unknown
from specgen.program.scope import Scope
from specgen.spec.model import Located, ModuleSpec, ScenarioSpec

BASELINE = "baseline"


def scenarios(
    module: Module, written: Located[ModuleSpec], *, scope: Scope
) -> Mapping[str, list[Scenario]]:
    """The module's scenarios by type, in the order written; required cells have a baseline."""
    found: dict[str, list[Scenario]] = {name: [] for name in scope.types}
    ids: dict[str, Place] = {}
    for index, spec in enumerate(written.value.scenarios):
        place = written.at("scenarios", index)
        if spec.type not in scope.types:
            at = place.at("type")
            scope.log.add(unknown("unknown-type", spec.type, place=at, known=scope.types))
            continue
        one = _scenario(module, spec, place=place, scope=scope)
        if one.id in ids:
            scope.log.add(_twice(one, spec, place=place, first=ids[one.id]))
            continue
        ids[one.id] = place
        found[one.type].append(one)
    for name in module.required:
        if name not in module.exempt and not any(s.baseline for s in found[name]):
            found[name].append(_implicit(module, name, scope=scope))
    return found


def cells(module: Module, found: Mapping[str, list[Scenario]]) -> Iterator[Cell]:
    """One cell per type of the project."""
    required = set(module.required)
    for name, scenarios_of in found.items():
        ids = tuple(s.id for s in scenarios_of)
        yield Cell(module.id, name, name in required, module.exempt.get(name, ""), ids)


def _scenario(module: Module, spec: ScenarioSpec, *, place: Place, scope: Scope) -> Scenario:
    kind = scope.types[spec.type]
    slug = spec.id or BASELINE
    full = f"{module.id}.{spec.type}.{slug}"
    count = spec.count
    own = budget(spec.budget, place.at("budget"))
    stated = {limit.measure for limit in own}
    return Scenario(
        id=full,
        module=module.id,
        type=spec.type,
        slug=slug,
        title=spec.title or (f"{kind.title} baseline" if slug == BASELINE else _words(slug)),
        why=spec.why,
        priority=spec.priority or module.priority,
        effort=work(spec.effort, scope.working) if spec.effort is not None else kind.effort,
        owed=not spec.optional,
        implicit=False,
        grouped=bool(count or spec.checks),
        least=count.low if count else max(len(spec.checks), 1),
        most=count.high if count else None,
        checks=tuple(sorted(spec.checks)),
        tests=spec.tests,
        also=spec.also,
        uses=_services(spec, place, scope=scope),
        needs=spec.needs,
        blocks=spec.blocks,
        budget=own + tuple(limit for limit in kind.budget if limit.measure not in stated),
        renamed_from=tuple(_earlier_ids(module, spec, full=full)),
        written=spec,
        place=place,
    )


def _implicit(module: Module, kind: str, *, scope: Scope) -> Scenario:
    """The baseline that nobody wrote."""
    title = f"{scope.types[kind].title} baseline"
    full = f"{module.id}.{kind}.{BASELINE}"
    spec = ScenarioSpec.model_construct(type=kind)
    return Scenario(
        id=full, module=module.id, type=kind, slug=BASELINE, title=title, why="",
        priority=module.priority, effort=scope.types[kind].effort, owed=True, implicit=True,
        grouped=False, least=1, most=None, checks=(), tests=(), also=(), uses=(), needs=(),
        blocks=(), budget=scope.types[kind].budget,
        renamed_from=tuple(f"{old}.{kind}.{BASELINE}" for old in module.renamed_from),
        written=spec, place=module.place,
    )  # fmt: skip


def _services(spec: ScenarioSpec, place: Place, *, scope: Scope) -> tuple[str, ...]:
    for index, name in enumerate(spec.uses):
        if name not in scope.services:
            at = place.at("uses", index)
            scope.log.add(unknown("unknown-service", name, place=at, known=scope.services))
    return tuple(name for name in spec.uses if name in scope.services)


def _earlier_ids(module: Module, spec: ScenarioSpec, *, full: str) -> Iterator[str]:
    """Every full id that the scenario had: an id of three parts or more is taken as it is."""
    slugs = [spec.id or BASELINE, *earlier(spec.renamed_from)]
    seen = {full}
    for owner in (module.id, *module.renamed_from):
        for slug in slugs:
            old = slug if slug.count(".") > 1 else f"{owner}.{spec.type}.{slug}"
            if old not in seen:
                seen.add(old)
                yield old


def _words(slug: str) -> str:
    return slug.replace("-", " ").replace("_", " ").capitalize()


def _twice(one: Scenario, spec: ScenarioSpec, *, place: Place, first: Place) -> Diagnostic:
    if spec.id:
        return duplicate("scenario", one.id, place=place.at("id"), first=first)
    return Diagnostic(
        "scenario-without-id",
        Severity.ERROR,
        place,
        f"a second {one.type} scenario of `{one.module}` has no id",
        "give it an id: only one scenario of a type, its baseline, goes without",
        (Related(first, "the baseline"),),
    )
