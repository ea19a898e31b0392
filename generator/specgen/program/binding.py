"""References between modules, scenarios, tasks, goals, milestones and decisions, bound to ids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from specgen.diagnostics import Log, Place
from specgen.program.model import Scenario
from specgen.program.names import Names, duplicate
from specgen.spec.model import Written

_SECTIONS = ("tasks", "goals", "milestones", "decisions")


def plan_places(written: Written, log: Log) -> Mapping[str, Place]:
    """The ids of tasks, goals, milestones and decisions; each may be used once among them all."""
    found: dict[str, Place] = {}
    for section in _SECTIONS:
        for located in getattr(written, section):
            key, place = located.value.id, located.place.at("id")
            if key in found:
                log.add(duplicate(section.removesuffix("s"), key, place=place, first=found[key]))
            else:
                found[key] = place
    return found


def bound_scenarios(
    scenarios: Iterable[Scenario], names: Names, *, modules: Names, log: Log
) -> Iterator[Scenario]:
    """Each scenario with its ``needs``, ``blocks`` and ``also`` as ids."""
    for scenario in scenarios:
        if not (scenario.needs or scenario.blocks or scenario.also):
            yield scenario
            continue
        place = scenario.place
        yield replace(
            scenario,
            needs=names.find_all(scenario.needs, place.at("needs"), log=log),
            blocks=names.find_all(scenario.blocks, place.at("blocks"), log=log),
            also=modules.find_all(scenario.also, place.at("also"), log=log, what="module"),
        )
