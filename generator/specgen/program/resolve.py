"""Resolve what was written into a program: the one place where defaults and tiers apply."""

from collections.abc import Mapping, Sequence
from itertools import chain

from specgen.diagnostics import Diagnostic, Log
from specgen.program import exceptions, kinds, planning, policy
from specgen.program.binding import bound_scenarios, plan_places
from specgen.program.members import Members
from specgen.program.milestones import milestones
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import TestType
from specgen.program.modules import module, named
from specgen.program.names import Names
from specgen.program.scenarios import cells, scenarios
from specgen.program.scope import Scope
from specgen.spec.model import Located, ModuleSpec, Written


def resolve(
    written: Written, builtin: Sequence[TestType]
) -> tuple[Program, tuple[Diagnostic, ...]]:
    """The program that ``written`` means, and every name in it that means nothing.

    ``builtin`` are the types that every project has, in the order of reports.  What is wrong is
    said and left out; the rest is resolved all the same.
    """
    scope = _scope(written, builtin)
    log = scope.log
    specs = named(written.modules, scope)
    places = {key: located.place for key, located in specs.items()}
    module_names = Names(places)
    work = plan_places(written, log)
    modules, found = _modules(specs, Names({**work, **places}), scope=scope)
    names = Names({**{s.id: s.place for s in _flat(found)}, **work, **places})
    bound = tuple(bound_scenarios(_flat(found), names, modules=module_names, log=log))
    members = Members(bound, modules)
    project = written.project
    program = Program(
        project=scope.project,
        types=tuple(scope.types.values()),
        tiers=scope.tiers,
        modules=modules,
        scenarios=bound,
        cells=tuple(chain.from_iterable(cells(m, found[m.id]) for m in modules)),
        services=tuple(scope.services.values()),
        runs=policy.runs(project, scope.project.python, types=scope.types, log=log),
        enforcement=policy.enforcement(project, scope.tiers, log=log),
        rules=policy.rule_policies(project),
        tasks=tuple(planning.tasks(written, names, scope=scope)),
        goals=tuple(planning.goals(written, names, log=log)),
        milestones=tuple(milestones(written, names, members=members, scope=scope)),
        decisions=tuple(planning.decisions(written, names, log=log)),
        waivers=tuple(exceptions.waivers(written, members)),
        skips=exceptions.skips(written),
        recorded=exceptions.recorded(written, module_names, scope=scope),
        claims=exceptions.claims(written),
        references=exceptions.references(written),
        kept=exceptions.kept(written, Names({s.id: s.place for s in bound}), log=log),
    )
    return program, log.diagnostics


def _scope(written: Written, builtin: Sequence[TestType]) -> Scope:
    log = Log()
    types = kinds.test_types(written.project, builtin, log=log)
    tiers = kinds.tiers(written.project, types, log=log)
    policy.check_mutation(written.project, tiers, log=log)
    return Scope(
        project=policy.project(written),
        types=types,
        tiers=tiers,
        services={s.id: s for s in policy.services(written.project, types, log=log)},
        working=policy.working_of(written.project.value),
        log=log,
    )


def _modules(
    specs: Mapping[str, Located[ModuleSpec]], names: Names, *, scope: Scope
) -> tuple[tuple[Module, ...], Mapping[str, Mapping[str, list[Scenario]]]]:
    """The modules by id, and the scenarios of each by type."""
    modules = tuple(
        module(key, located, names=names, scope=scope) for key, located in specs.items()
    )
    found = {m.id: scenarios(m, specs[m.id], scope=scope) for m in modules}
    return modules, found


def _flat(found: Mapping[str, Mapping[str, list[Scenario]]]) -> tuple[Scenario, ...]:
    by_type = chain.from_iterable(types.values() for types in found.values())
    return tuple(chain.from_iterable(by_type))
