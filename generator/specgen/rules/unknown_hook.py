"""A hook that git does not have."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule
from specgen.spelling import suggestion

# the stages of pre-commit and prek; those that git hands the file of a message need it
_HOOKS = (
    "pre-commit", "pre-merge-commit", "pre-push", "post-commit", "post-merge", "post-checkout",
    "post-rewrite", "pre-rebase", "commit-msg", "prepare-commit-msg", "manual",
)  # fmt: skip


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    project = facts.program.project
    for moment, hook in project.hooks.items():
        if hook not in _HOOKS:
            yield UNKNOWN_HOOK.says(
                project.place.at("ci", "hooks", moment),
                f"there is no hook `{hook}`",
                tip=suggestion(hook, _HOOKS) or f"there are {', '.join(_HOOKS[:4])} and others",
            )


UNKNOWN_HOOK = Rule(
    id="unknown-hook",
    severity=Severity.ERROR,
    summary="hooks that git, and so pre-commit and prek, do not have",
    why="A configuration with an unknown stage is refused as a whole, and no hook runs.",
    example="ci: {hooks: {pre_push: pre-psuh}}\n",
    judge=_judge,
)
