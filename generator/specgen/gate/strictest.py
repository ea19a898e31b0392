"""Head and base become the stricter of the two, and what the head loosens is said."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from specgen.diagnostics import Place
from specgen.gate.model import Loosening
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import (
    Budget,
    Project,
    Remembering,
    Run,
    Skip,
    TestType,
    Tier,
    Waiver,
)
from specgen.quantities import MEASURES, Direction

Owner = TypeVar("Owner", Module, Scenario, TestType, Tier, Run)
Said = list[Loosening]


def strictest(head: Program, base: Program) -> tuple[Program, tuple[Loosening, ...]]:
    """``head`` with every limit, requirement and exception that the base states more strictly.

    What exists only on one side is that side's: a new module is judged by its own limits, one that
    is gone is not judged.  Waivers and skips count only where the base has them.
    """
    said: Said = []
    project = replace(
        head.project,
        budget=_budget(
            head.project.budget, base.project.budget, owner="project", place=head.project.place,
            said=said,
        ),
        mutation_tiers=_mutation_tiers(head, base),
        history=_history(head.project, base.project, said=said),
    )  # fmt: skip
    modules = tuple(_module(m, base.module_by_id.get(m.id), said=said) for m in head.modules)
    scenarios = _budgets(head.scenarios, {s.id: s for s in base.scenarios}, said=said)
    runs = {run.moment: run for run in base.runs}
    program = replace(
        head,
        project=project,
        modules=modules,
        scenarios=scenarios,
        tiers=_budgets(head.tiers, {t.name: t for t in base.tiers}, said=said),
        types=_budgets(head.types, {t.name: t for t in base.types}, said=said),
        runs=tuple(_run(run, runs.get(run.moment), said=said) for run in head.runs),
        waivers=tuple(_waivers(head.waivers, base.waivers, said=said)),
        skips=tuple(_skips(head.skips, base.skips, said=said)),
    )
    _requirements(head, base, said=said)
    _policies(head, base, said=said)
    return program, tuple(dict.fromkeys(said))


def _budget(own: Budget, before: Budget, *, owner: str, place: Place, said: Said) -> Budget:
    limits = {limit.measure: limit for limit in own}
    for old in before:
        new = limits.get(old.measure)
        at_least = MEASURES[old.measure].direction is Direction.AT_LEAST
        if new is None:
            said.append(Loosening(owner, f"{old.measure} {old.text} is no longer asked", place))
        elif (new.value < old.value) if at_least else (new.value > old.value):
            what = f"{old.measure} goes from {old.text} to {new.text}"
            said.append(Loosening(owner, what, new.place))
        else:
            continue
        limits[old.measure] = old
    return tuple(limits.values())


def _budgets(own: Iterable[Owner], before: dict[str, Owner], *, said: Said) -> tuple[Owner, ...]:
    found = []
    for each in own:
        name = each.id if isinstance(each, Module | Scenario) else _name(each)
        old = before.get(name)
        if old is not None and old.budget != each.budget:
            budget = _budget(each.budget, old.budget, owner=name, place=each.place, said=said)
            each = replace(each, budget=budget)
        found.append(each)
    return tuple(found)


def _name(owner: TestType | Tier | Run) -> str:
    return owner.moment if isinstance(owner, Run) else owner.name


def _module(module: Module, old: Module | None, *, said: Said) -> Module:
    if old is None:
        return module
    (kept,) = _budgets((module,), {old.id: old}, said=said)
    if module.evidence.rank < old.evidence.rank:
        what = f"evidence goes from {old.evidence} to {module.evidence}"
        said.append(Loosening(module.id, what, module.place))
        kept = replace(kept, evidence=old.evidence)
    return kept


def _run(run: Run, old: Run | None, *, said: Said) -> Run:
    if old is None:
        return run
    (kept,) = _budgets((run,), {old.moment: old}, said=said)
    gone = [name for name in old.types if name not in run.types]
    if gone:
        said.append(Loosening(run.moment, f"no longer runs {', '.join(gone)}", run.place))
    return replace(
        kept,
        types=(*run.types, *gone),
        mutation=run.mutation or old.mutation,
        evidence=max(run.evidence, old.evidence, key=lambda level: level.rank),
    )


def _mutation_tiers(head: Program, base: Program) -> tuple[str, ...]:
    """The tiers of both; no tier named means all of them."""
    own, before = head.project.mutation_tiers, base.project.mutation_tiers
    asked = any(limit.measure == "mutation.score" for limit in base.project.budget)
    if not asked or not own or not before:
        return () if asked and not before else own
    return tuple(dict.fromkeys((*own, *before)))


def strict_memory(own: Remembering, before: Remembering) -> Remembering:
    """Where ``own`` keeps its ledger; the longer memory, the smaller sample, the longer streak."""
    return replace(
        own,
        days=max(own.days, before.days),
        samples=min(own.samples, before.samples),
        streak=max(own.streak, before.streak),
    )


def _history(own: Project, before: Project, *, said: Said) -> Remembering:
    kept = strict_memory(own.history, before.history)
    if kept != own.history:
        said.append(Loosening("project", "flaky tests are found later", own.place.at("history")))
    return kept


def _waivers(own: Iterable[Waiver], before: Iterable[Waiver], *, said: Said) -> Iterator[Waiver]:
    known = {(w.target, w.allow): w for w in before}
    for waiver in own:
        old = known.get((waiver.target, waiver.allow))
        if old is None:
            what = f"a new waiver for {waiver.allow} until {waiver.expires}"
            said.append(Loosening(waiver.target, what, waiver.place))
            continue
        if waiver.expires > old.expires:
            what = f"its waiver goes from {old.expires} to {waiver.expires}"
            said.append(Loosening(waiver.target, what, waiver.place.at("expires")))
        most = [n for n in (waiver.at_most, old.at_most) if n is not None]
        if old.at_most is not None and (waiver.at_most is None or waiver.at_most > old.at_most):
            what = f"its waiver is for more than {old.at_most}"
            said.append(Loosening(waiver.target, what, waiver.place))
        covers = tuple(name for name in waiver.covers if name in old.covers or "*" in old.target)
        yield replace(
            waiver,
            expires=min(waiver.expires, old.expires),
            at_most=min(most, default=None),
            covers=covers,
        )


def _skips(own: Iterable[Skip], before: Iterable[Skip], *, said: Said) -> Iterator[Skip]:
    known = {(s.tests, s.when) for s in before}
    for skip in own:
        if (skip.tests, skip.when) in known:
            yield skip
        else:
            what = f"a new skip when {skip.when}"
            said.append(Loosening(", ".join(skip.tests), what, skip.place))


def _requirements(head: Program, base: Program, *, said: Said) -> None:
    """Cells and scenarios that the base owes and the head, which has them still, does not."""
    for module in head.modules:
        old = base.module_by_id.get(module.id)
        for kind in old.required if old is not None else ():
            lost = kind not in module.required or kind in module.exempt
            if old is not None and lost and kind not in old.exempt:
                said.append(Loosening(module.id, f"no longer owes {kind}", module.place))
    for scenario in head.scenarios:
        before = base.scenario_by_id.get(scenario.id)
        if before is not None and before.owed and not scenario.owed:
            said.append(Loosening(scenario.id, "is no longer owed", scenario.place))


def _policies(head: Program, base: Program, *, said: Said) -> None:
    """Rules and dates; which of the two is stricter on a day is decided on that day."""
    rows = {(r.since, r.until, r.stage, r.at, r.rules, r.tiers) for r in head.enforcement}
    for row in base.enforcement:
        if (row.since, row.until, row.stage, row.at, row.rules, row.tiers) not in rows:
            what = f"{row.stage} from {row.since} has been changed"
            said.append(Loosening("enforcement", what, head.project.place))
    for policy in head.rules:
        if policy.stage == "off" and all(p.rule != policy.rule for p in base.rules):
            said.append(Loosening(policy.rule, "is switched off", policy.place))
