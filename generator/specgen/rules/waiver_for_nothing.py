"""A waiver that matches nothing is mistyped, or what it excused is gone."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from specgen.diagnostics import Diagnostic, Severity
from specgen.program.model_policy import Waiver
from specgen.rules.model import Facts, Rule
from specgen.spelling import suggestion


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    ids = facts.program.scenario_by_id
    for waiver in facts.program.waivers:
        if not waiver.covers and not _may_be_tests(facts, waiver):
            known = _known(facts) if _tests(waiver) else ids
            yield WAIVER_FOR_NOTHING.says(
                waiver.place.at("for"),
                f"nothing is called `{waiver.target}`, so nothing is waived",
                tip=suggestion(waiver.target, known) or "delete the waiver",
            )


def _known(facts: Facts) -> list[str]:
    tests = [item.node_id for item in facts.inventory.items]
    return [*tests, *(helper.node_id for helper in facts.inventory.supports)]


def _tests(waiver: Waiver) -> bool:
    return "::" in waiver.target or ".py" in waiver.target or "/" in waiver.target


def _may_be_tests(facts: Facts, waiver: Waiver) -> bool:
    """Whether it names tests or configuration that are there, or may be: those of other trees are
    not looked for."""
    if not _tests(waiver) and waiver.target not in facts.repository.paths:
        return False
    if any(fnmatchcase(path, waiver.target) for path in facts.repository.paths):
        return True
    if any(helper.matches(waiver.target) for helper in facts.inventory.supports):
        return True
    return not facts.readable or bool(facts.inventory.matching((waiver.target,)))


WAIVER_FOR_NOTHING = Rule(
    id="waiver-for-nothing",
    severity=Severity.FINDING,
    summary="waivers whose `for` means no scenario and no test",
    why="It excuses nothing today and may excuse something unforeseen tomorrow.",
    example=(
        "waivers:\n  - {for: cart.chaos.key-rotaton, allow: gap, reason: No sandbox, issue: 171,\n"
        '     approved_by: "@lead", expires: 2026-03-01}\n'
    ),
    judge=_judge,
)
