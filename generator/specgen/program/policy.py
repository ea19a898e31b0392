"""The policy of a project as meant: source, outputs, types, tiers, runs, services, strictness."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import get_args

from specgen.diagnostics import Log, Place
from specgen.levels import Level
from specgen.program.limits import budget, mutation_tiers
from specgen.program.model_policy import (
    Double,
    Enforcement,
    Outputs,
    Project,
    Remembering,
    RulePolicy,
    Run,
    Service,
    Source,
    TestType,
    Tier,
)
from specgen.program.names import unknown
from specgen.quantities import Working
from specgen.spec.model import (
    CiSpec,
    CredentialSpec,
    DoubleSpec,
    HistorySpec,
    Located,
    MomentName,
    OutputsSpec,
    ProjectSpec,
    RuleSetting,
    RunSpec,
    ServiceSpec,
    SourceSpec,
    Written,
)

LOCK = "specgen.lock"
MOMENTS = get_args(MomentName)


def check_mutation(written: Located[ProjectSpec], tiers: tuple[Tier, ...], *, log: Log) -> None:
    """Say which tiers a mutation budget names that do not exist."""
    names = tuple(tier.name for tier in tiers)
    for index, name in enumerate(mutation_tiers(written.value.budget)):
        if name not in names:
            place = written.place.at("budget", "mutation", "tiers", index)
            log.add(unknown("unknown-tier", name, place=place, known=names))


def working_of(spec: ProjectSpec) -> Working:
    """Hours per day and days per week, as stated or usual."""
    usual, stated = Working(), spec.working
    return Working(
        (stated and stated.day) or usual.day_hours, (stated and stated.week) or usual.week_days
    )


def project(written: Written) -> Project:
    """The project with all that it left out filled in."""
    spec, place = written.project.value, written.project.place
    working = working_of(spec)
    tools = spec.tools
    return Project(
        name=spec.project,
        folder=written.folder,
        many=written.many,
        source=_source(spec.source),
        outputs=_outputs(written, spec.outputs or OutputsSpec()),
        python=spec.python,
        environment=MappingProxyType({k: str(v) for k, v in sorted(spec.environment.items())}),
        untracked=spec.untracked,
        skeletons=spec.skeletons,
        budget=budget(spec.budget, place.at("budget")),
        mutation_tiers=mutation_tiers(spec.budget),
        ci=_ci(spec.ci),
        tools=MappingProxyType(
            {"coverage": tools.coverage, "pytest": tools.pytest} if tools is not None else {}
        ),
        dependencies=spec.dependencies,
        documents=spec.documents,
        day=float(working.day_hours),
        week=float(working.week_days),
        place=place,
        history=_history(spec.history or HistorySpec()),
        hooks=_hooks(spec.ci),
    )


def _hooks(spec: CiSpec | None) -> Mapping[str, str]:
    """The hook of each moment, where the project says more than that it wants hooks."""
    said = {} if spec is None or isinstance(spec.hooks, bool) else spec.hooks
    return MappingProxyType(dict(sorted(said.items())))


def _ci(spec: CiSpec | None) -> tuple[str, ...]:
    """The kinds of configuration that are asked for."""
    if spec is None:
        return ()
    hosts = tuple(name for name in ("github", "gitlab", "hooks") if getattr(spec, name))
    settings = bool(hosts) if spec.configuration is None else spec.configuration
    return (*hosts, "configuration") if settings else hosts


def _source(spec: SourceSpec | str | None) -> Source:
    here = spec if isinstance(spec, SourceSpec) else SourceSpec()
    return Source(
        root=PurePosixPath(here.root),
        package=here.package,
        tests=tuple(PurePosixPath(path) for path in here.tests),
        exclude=here.exclude,
        elsewhere=here.elsewhere or spec == "elsewhere",
    )


def _outputs(written: Written, spec: OutputsSpec) -> Outputs:
    below = PurePosixPath(written.project.value.project if written.many else ".")
    return Outputs(
        tests=PurePosixPath(spec.tests) / below,
        documents=PurePosixPath(spec.documents) / below,
        ci=PurePosixPath(spec.ci),
        lock=written.folder / LOCK,
    )


def _history(spec: HistorySpec) -> Remembering:
    return Remembering(PurePosixPath(spec.folder), spec.days, spec.samples, spec.streak)


def types_named(
    names: Iterable[str] | str, place: Place, *, types: Mapping[str, TestType], log: Log
) -> tuple[str, ...]:
    """The types that a list, or ``all``, means, in the project's order of types."""
    if isinstance(names, str):
        return tuple(types)
    wanted = set()
    for index, name in enumerate(names):
        if name in types:
            wanted.add(name)
        else:
            log.add(unknown("unknown-type", name, place=place.at(index), known=types))
    return tuple(name for name in types if name in wanted)


def runs(
    written: Located[ProjectSpec],
    python: tuple[str, ...],
    *,
    types: Mapping[str, TestType],
    log: Log,
) -> tuple[Run, ...]:
    """What runs when, in the order of moments."""
    place = written.place.at("runs")
    found = sorted(written.value.runs.items())
    meant = (
        _run(moment, spec, place=place.at(moment), types=types, log=log) for moment, spec in found
    )
    return tuple(replace(run, python=run.python or python) for run in meant)


def _run(
    moment: str, spec: RunSpec, *, place: Place, types: Mapping[str, TestType], log: Log
) -> Run:
    for name in spec.shards:
        if name not in types:
            log.add(unknown("unknown-type", name, place=place.at("shards").key(name), known=types))
    return Run(
        moment=moment,
        types=types_named(spec.types, place.at("types"), types=types, log=log),
        os=spec.os,
        python=spec.python,
        shards=MappingProxyType(dict(sorted(spec.shards.items()))),
        workers="" if spec.workers is None else str(spec.workers),
        repeat=spec.repeat,
        mutation=spec.mutation,
        evidence=Level(spec.evidence or Level.WRITTEN),
        budget=budget(spec.budget, place.at("budget")),
        place=place,
    )


def enforcement(
    written: Located[ProjectSpec], tiers: tuple[Tier, ...], *, log: Log
) -> tuple[Enforcement, ...]:
    """How strict from when, in the order of days."""
    names = tuple(tier.name for tier in tiers)
    found = []
    for index, spec in enumerate(written.value.enforcement):
        place = written.at("enforcement", index)
        for number, name in enumerate(spec.tiers):
            if name not in names:
                log.add(unknown("unknown-tier", name, place=place.at("tiers", number), known=names))
        found.append(
            Enforcement(
                since=spec.from_,
                until=spec.until or date.max,
                stage=spec.stage,
                at=tuple(moment for moment in MOMENTS if moment in spec.at),
                rules=spec.rules,
                tiers=spec.tiers,
                reason=spec.reason,
                issue="" if spec.issue is None else str(spec.issue),
                place=place,
            )
        )
    return tuple(sorted(found, key=lambda e: (e.since, e.until, e.stage, e.rules, e.at, e.tiers)))


def rule_policies(written: Located[ProjectSpec]) -> tuple[RulePolicy, ...]:
    """What the project says of single rules, by rule."""
    place = written.place.at("rules")
    found = []
    for rule, spec in sorted(written.value.rules.items()):
        setting = spec if isinstance(spec, RuleSetting) else RuleSetting(stage=spec)
        found.append(RulePolicy(rule, setting.stage or "", setting.flag or "", place.key(rule)))
    return tuple(found)


def services(
    written: Located[ProjectSpec], types: Mapping[str, TestType], *, log: Log
) -> tuple[Service, ...]:
    """The outer boundaries, by id."""
    place = written.place.at("services")
    found = sorted(written.value.services.items())
    return tuple(
        _service(name, spec, place=place.at(name), types=types, log=log) for name, spec in found
    )


def _service(
    name: str, spec: ServiceSpec, *, place: Place, types: Mapping[str, TestType], log: Log
) -> Service:
    for kind in spec.double:
        if kind not in types:
            log.add(unknown("unknown-type", kind, place=place.at("double").key(kind), known=types))
    doubles = (_double(k, double) for k, double in sorted(spec.double.items()) if k in types)
    return Service(
        id=name,
        target=spec.target or "",
        doubles=tuple(doubles),
        credentials=MappingProxyType(
            {key: _formerly(value) for key, value in sorted(spec.credentials.items())}
        ),
        env=spec.env or "",
        place=place,
    )


def _double(kind: str, double: DoubleSpec | str) -> Double:
    if isinstance(double, str):
        return Double(kind, double, "")
    if double.cassettes is not None:
        return Double(kind, "cassettes", double.cassettes)
    return Double(kind, "container", double.container or "")


def _formerly(spec: CredentialSpec | None) -> str:
    names = () if spec is None else spec.formerly
    return names if isinstance(names, str) else ", ".join(names)
