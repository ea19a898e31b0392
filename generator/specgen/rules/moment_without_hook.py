"""Hooks and runs that do not fit each other."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule

_LOCAL = {"commit": "pre-commit", "pre_push": "pre-push"}  # moments of a person's own machine


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    project = facts.program.project
    runs = {run.moment: run for run in facts.program.runs}
    if "hooks" not in project.ci:
        return
    place = project.place.at("ci", "hooks")
    for moment in project.hooks:
        if moment not in runs:
            yield MOMENT_WITHOUT_HOOK.says(
                place.at(moment),
                f"no run is declared for the moment `{moment}`, so its hook runs nothing",
                tip=f"declare it: `runs: {{{moment}: {{types: all}}}}`, or remove the hook",
            )
    if not project.hooks and not runs.keys() & _LOCAL.keys():
        yield MOMENT_WITHOUT_HOOK.says(
            place,
            "no run is declared for the moments `commit` and `pre_push`: hooks run no test",
            tip="declare one: `runs: {pre_push: {types: all, budget: {total: 5m}}}`",
        )
    for moment, hook in _LOCAL.items() if project.hooks else ():
        if moment in runs and moment not in project.hooks:
            yield MOMENT_WITHOUT_HOOK.says(
                runs[moment].place,
                f"no hook runs the moment `{moment}`",
                tip=f"add it to `ci: {{hooks: …}}`, as in `{moment}: {hook}`",
            )


MOMENT_WITHOUT_HOOK = Rule(
    id="moment-without-hook",
    severity=Severity.FINDING,
    summary="hooks for moments that no run declares, and runs before a commit or push without hook",
    why="Everybody believes that tests run there, and none do.",
    example="runs: {pull_request: {types: all}}\nci: {hooks: true}\n",
    judge=_judge,
)
