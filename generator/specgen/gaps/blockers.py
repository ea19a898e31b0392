"""What must be there first: needs and blocks, read both ways, as far as they are still open."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from specgen.program.model import Module, Program, Scenario


class Blockers:
    """Which ids stand in the way of a scenario or of all scenarios of a module.

    A module stands in the way while it is planned, a scenario while its level is too low, a task
    or goal while nobody says that it is done, a decision as long as it is written down.
    """

    def __init__(self, program: Program, unmet: Collection[str], *, done: Collection[str]) -> None:
        planned = {module.id for module in program.modules if module.planned}
        work = {task.id for task in program.tasks} | {goal.id for goal in program.goals}
        decisions = {decision.id for decision in program.decisions}
        self._open = planned | set(unmet) | (work - set(done)) | decisions
        self._planned = planned
        self._before = self._blocked(program)

    def of(self, module: Module, scenario: Scenario) -> tuple[str, ...]:
        """The ids that block ``scenario``, sorted; the planned module itself is one of them."""
        needs = (*scenario.needs, *module.needs)
        before = (*self._before.get(scenario.id, ()), *self._before.get(module.id, ()))
        itself = (module.id,) if module.id in self._planned else ()
        if not (needs or before or itself):
            return ()
        found = {*(need for need in needs if need in self._open), *before, *itself}
        return tuple(sorted(found - {scenario.id}))

    def _blocked(self, program: Program) -> Mapping[str, list[str]]:
        """Open blockers by what their ``blocks`` names."""
        found: dict[str, list[str]] = defaultdict(list)
        writers: Iterable[tuple[str, tuple[str, ...]]] = (
            *((module.id, module.blocks) for module in program.modules),
            *((scenario.id, scenario.blocks) for scenario in program.scenarios),
            *((task.id, task.blocks) for task in program.tasks),
            *((decision.id, decision.blocks) for decision in program.decisions),
        )
        for blocker, targets in writers:
            if targets and blocker in self._open:
                for target in targets:
                    found[target].append(blocker)
        return found
