"""Policies are for rules that exist and can be changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from specgen.diagnostics import Place, Severity
from specgen.program.model_policy import RulePolicy
from specgen.rules.model import Facts, Rule
from specgen.rules.unknown_rule import UNKNOWN_RULE

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


KNOWN = {"unplanned-gap": Severity.FINDING, "needs-cycle": Severity.ERROR}


def policy(rule: str) -> RulePolicy:
    return RulePolicy(rule, "off", "", Place(PurePosixPath("specs/p.yaml"), ("rules", rule)))


def test_rules_that_do_not_exist(facts_of: FactsOf, enforcement_of: Make) -> None:
    row = enforcement_of(0, date(2026, 1, 1), "warning", rules=("unplanned-gap", "zzz"))
    rules = (policy("unplaned-gap"), policy("unplanned-gap"))
    facts = facts_of(rules=rules, enforcement=(row,), known=KNOWN)
    assert [(d.message, d.tip, d.place.route) for d in UNKNOWN_RULE.judge(facts)] == [
        (
            "there is no rule `unplaned-gap`",
            "did you mean `unplanned-gap`?",
            ("rules", "unplaned-gap"),
        ),
        ("there is no rule `zzz`", "docs/rules.md lists them", ("enforcement", 0, "rules", 1)),
    ]


def test_errors_cannot_be_changed(facts_of: FactsOf, said: Said) -> None:
    assert said(UNKNOWN_RULE, facts_of(rules=(policy("needs-cycle"),), known=KNOWN)) == [
        "`needs-cycle` cannot be changed: what it reports makes the specs invalid"
    ]


def test_a_rule_of_another_stage_is_left_alone_unless_all_are_known(
    facts_of: FactsOf, said: Said
) -> None:
    facts = facts_of(rules=(policy("coverage-total"), policy("needs-cycles")), known=KNOWN)
    far, near = "there is no rule `coverage-total`", "there is no rule `needs-cycles`"
    assert said(UNKNOWN_RULE, facts) == [far, near]
    assert said(UNKNOWN_RULE, replace(facts, complete=False)) == [near]
