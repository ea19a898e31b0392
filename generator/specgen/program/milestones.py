"""Milestones as meant: their members found, their criteria sorted into results and documents."""

import re
from collections.abc import Iterator

from specgen.program.limits import work
from specgen.program.members import Members
from specgen.program.model_plan import Milestone
from specgen.program.model_policy import NO_WORK
from specgen.program.names import Names, unknown
from specgen.program.planning import checks
from specgen.program.scope import Scope
from specgen.spec.model import CoverSpec, Located, MilestoneSpec, Written

REST = "rest"
DOCUMENTS = "documents"
_GLOB = re.compile(r"[*?\[]")


def milestones(
    written: Written, names: Names, *, members: Members, scope: Scope
) -> Iterator[Milestone]:
    """The milestones in the order written; of two with one id the first."""
    seen: set[str] = set()
    task_ids = frozenset(task.value.id for task in written.tasks)
    for located in written.milestones:
        if located.value.id not in seen:
            seen.add(located.value.id)
            yield _milestone(located, names, members=members, scope=scope, task_ids=task_ids)


def _milestone(
    located: Located[MilestoneSpec],
    names: Names,
    *,
    members: Members,
    scope: Scope,
    task_ids: frozenset[str],
) -> Milestone:
    spec, place = located.value, located.place
    covers = (REST,) if isinstance(spec.covers, str) else spec.covers
    found: dict[str, None] = {}
    for index, cover in enumerate(covers):
        if isinstance(cover, CoverSpec):
            _check(cover, located, index=index, scope=scope)
            found.update(dict.fromkeys(members.described(cover)))
        elif cover not in task_ids and cover != REST:
            meant = members.matching(cover)
            found.update(dict.fromkeys(meant))
            if not meant and not _GLOB.search(cover):
                names.find(cover, located.at("covers", index), log=scope.log)
    criteria = tuple(checks(spec.done_when, place.at("done_when")))
    return Milestone(
        id=spec.id,
        title=spec.title or spec.id,
        part_of=names.find(spec.part_of, place.at("part_of"), log=scope.log)
        if spec.part_of
        else "",
        scenarios=tuple(sorted(found)),
        tasks=tuple(sorted(c for c in covers if isinstance(c, str) and c in task_ids)),
        rest=REST in covers,
        slot=spec.slot,
        capacity=spec.capacity.hours_per_week(scope.working) if spec.capacity else 0.0,
        effort=work(spec.effort, scope.working) if spec.effort else NO_WORK,
        results=tuple(check for group, check in criteria if group != DOCUMENTS),
        documents=tuple(check for group, check in criteria if group == DOCUMENTS),
        place=place,
        needs=names.find_all(spec.needs, place.at("needs"), log=scope.log),
        blocks=names.find_all(spec.blocks, place.at("blocks"), log=scope.log),
    )


def _check(cover: CoverSpec, located: Located[MilestoneSpec], *, index: int, scope: Scope) -> None:
    """Say which tiers and types of a description there are none of."""
    place = located.at("covers", index)
    tiers = [tier.name for tier in scope.tiers]
    if cover.tier and cover.tier not in tiers:
        scope.log.add(unknown("unknown-tier", cover.tier, place=place.at("tier"), known=tiers))
    for number, name in enumerate(cover.types):
        if name not in scope.types:
            at = place.at("types", number)
            scope.log.add(unknown("unknown-type", name, place=at, known=scope.types))
