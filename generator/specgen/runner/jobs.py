"""Decide what to run: one job per type of a moment, each test in exactly one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from specgen.inventory.model import TestItem
from specgen.program.model import Program
from specgen.program.model_policy import Budget, Run
from specgen.runner.model import Job, Selection

_TIMED = "performance"  # the built-in form whose tests are benchmarks


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: the moment's run, and shard ``shard`` of ``shards``.

    ``partial`` says that only some tests are wanted (a change's), so that what reading did not
    find is left out.
    """

    run: Run
    shard: int = 1
    shards: int = 1
    partial: bool = False


def jobs(program: Program, items: Iterable[TestItem], *, wanted: Wanted) -> tuple[Job, ...]:
    """The jobs of one moment, in the project's order of types; types without tests have none."""
    run = wanted.run
    by_type: dict[str, list[TestItem]] = {}
    for item in items:
        if item.collected:
            by_type.setdefault(item.type or program.types[0].name, []).append(item)
    order = [t.name for t in program.types if t.name in by_type]
    found = []
    for kind in (t for t in program.types if t.name in run.types and t.name in by_type):
        selection = _selection(kind.name, by_type, order=order, partial=wanted.partial)
        found += [
            Job(
                type=kind.name,
                moment=run.moment,
                selection=selection,
                environment=program.project.environment,
                each=_limit("each", kind.budget, run.budget),
                total=_limit("total", kind.budget),
                workers=run.workers,
                shard=wanted.shard,
                shards=wanted.shards,
                repeat=repeat,
                timed=kind.base == _TIMED,
                partial=wanted.partial,
            )
            for repeat in range(1, max(run.repeat, 1) + 1)
        ]
    return tuple(found)


def _selection(
    name: str, by_type: dict[str, list[TestItem]], *, order: list[str], partial: bool
) -> Selection:
    """The tests of one type, and what reading did not find in the files it comes first in."""
    keep = tuple(sorted({item.node_id for item in by_type[name]}))
    modules = {
        item.node_id: tuple(dict.fromkeys(link.module for link in item.links if link.counts))
        for item in by_type[name]
    }
    if partial:
        return Selection(keep, modules=modules)
    before = {i.path for other in order[: order.index(name)] for i in by_type[other]}
    mine = {item.path for item in by_type[name]} - before
    others: dict[str, set[str]] = {path: set() for path in mine}
    for other in order:
        for item in by_type[other] if other != name else ():
            if item.path in mine:
                others[item.path].add(item.node_id)
    mapped = {path: tuple(sorted(ids)) for path, ids in sorted(others.items())}
    return Selection(keep, mapped, modules)


def _limit(measure: str, *budgets: Budget) -> float:
    """The first limit on ``measure``, in seconds; 0 where there is none."""
    return next((x.value for b in budgets for x in b if x.measure == measure), 0.0)
