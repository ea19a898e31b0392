"""What a milestone holds: its open gaps and its tasks, with what they need of working time."""

from specgen.gaps.model import GapRow
from specgen.program.model_plan import Milestone, Task
from specgen.program.model_policy import NO_WORK, Work
from specgen.rules.model import Facts


def open_gaps(facts: Facts, milestone: Milestone) -> tuple[GapRow, ...]:
    """The gap rows that the milestone covers, those that fall to its ``rest`` included."""
    named = frozenset(milestone.scenarios)
    return tuple(
        row
        for row in facts.report.rows
        if row.id in named or (milestone.rest and row.milestone == milestone.id)
    )


def open_tasks(facts: Facts, milestone: Milestone) -> tuple[Task, ...]:
    """The tasks that the milestone covers."""
    named = frozenset(milestone.tasks)
    return tuple(task for task in facts.program.tasks if task.id in named)


def work(facts: Facts, milestone: Milestone) -> Work:
    """The effort of all of them, those of the milestone's parts included; known only where every
    one's is."""
    whole = _with_parts(facts, milestone)
    gaps = {row.id: row.effort for one in whole for row in open_gaps(facts, one)}
    tasks = {task.id: task.effort for one in whole for task in open_tasks(facts, one)}
    return sum((*gaps.values(), *tasks.values()), NO_WORK)


def _with_parts(facts: Facts, milestone: Milestone) -> tuple[Milestone, ...]:
    """The milestone, what is part of it, and what is part of that."""
    whole = {milestone.id: milestone}
    size = 0
    while size < len(whole):
        size = len(whole)
        whole |= {m.id: m for m in facts.program.milestones if m.part_of in whole}
    return tuple(whole.values())


def hours(effort: Work) -> str:
    """Working time in words, to a tenth of an hour: ``16h``, ``12..20h``, and ``at least 16h``
    where some is unknown."""
    low, high = f"{round(effort.low, 1):g}", f"{round(effort.high, 1):g}"
    text = f"{low}h" if low == high else f"{low}..{high}h"
    return text if effort.known else f"at least {text}"
