"""The budgets of a cell or scenario in an explanation: limit, measured value, and what is not."""

from collections.abc import Iterator
from datetime import date

from specgen.compilation import Compiled
from specgen.evidence.model import Evidence
from specgen.gaps.model_explanation import Explanation, Reason
from specgen.gate.gather import gather
from specgen.gate.model import Facts, Measured
from specgen.gate.registry import VERDICTS
from specgen.program.model import Cell, Program
from specgen.report.verdict_budgets import limit_text


def budgets_of(project: Compiled, evidence: Evidence, *, answer: Explanation) -> tuple[Reason, ...]:
    """Every budget that bears on what ``answer`` is about, by the runs on this tree."""
    program = project.program
    results = gather(program, evidence)
    facts = Facts(program, project.report, results, today=date.min)  # no budget looks at the day
    subjects = set(_subjects(project, answer))
    rules = (rule for rule in VERDICTS if rule.measure is not None)
    found = (each for rule in rules if rule.measure for each in rule.measure(facts))
    return tuple(_reason(each) for each in found if _base(each.subject, subjects) in subjects)


def _subjects(project: Compiled, answer: Explanation) -> Iterator[str]:
    """Whose budgets bear on it: its scenarios and tests, its module, tier and type, the whole."""
    program = project.program
    scenario = program.scenario_by_id.get(answer.subject)
    cell = _cell(program, answer)
    yield from (scenario.id,) if scenario is not None else cell.scenarios
    yield from (cell.module, cell.type, program.module_by_id[cell.module].tier, "total", "project")
    standings = project.report.standing_by_id
    for name in cell.scenarios:
        yield from standings[name].tests


def _cell(program: Program, answer: Explanation) -> Cell:
    scenario = program.scenario_by_id.get(answer.subject)
    if scenario is not None:
        return program.cell_at[scenario.module, scenario.type]
    return next(c for c in program.cells if f"{c.module}.{c.type}" == answer.subject)


def _base(subject: str, known: set[str]) -> str:
    """The subject without the machine that run times are told apart by."""
    return subject if subject in known else subject.split(" ", 1)[0]


def _reason(each: Measured) -> Reason:
    if each.value is None:
        status = f"not measured: {each.why}"
    else:
        status = f"{each.shown}, {'held' if each.holds else 'broken'}"
    text = f"{each.limit.measure} of {each.subject} {limit_text(each)}: {status}"
    return Reason("budget", text, each.limit.place)
