"""A policy for a rule that does not exist, or that takes none."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.rules.model import Facts, Rule
from specgen.spelling import suggestion


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for name, place in _named(facts):
        tip = suggestion(name, facts.known)
        if name in facts.known:
            yield from _fixed(name, place, severity=facts.known[name])
        elif tip or facts.complete:  # another stage may have it, but hardly so near a name
            yield UNKNOWN_RULE.says(
                place, f"there is no rule `{name}`", tip=tip or "docs/rules.md lists them"
            )


def _fixed(name: str, place: Place, *, severity: Severity) -> Iterator[Diagnostic]:
    if severity is Severity.ERROR:
        yield UNKNOWN_RULE.says(
            place,
            f"`{name}` cannot be changed: what it reports makes the specs invalid",
            tip="correct what it reports, and delete this line",
        )


def _named(facts: Facts) -> Iterator[tuple[str, Place]]:
    for policy in facts.program.rules:
        yield policy.rule, policy.place.key()
    for row in facts.program.enforcement:
        for i, name in enumerate(row.rules):
            yield name, row.place.at("rules", i)


UNKNOWN_RULE = Rule(
    id="unknown-rule",
    severity=Severity.ERROR,
    summary="policies for rules that do not exist, or that report invalid specs",
    why="The policy would be believed to hold and would change nothing.",
    example="rules: {unplaned-gap: off}\n",
    judge=_judge,
)
