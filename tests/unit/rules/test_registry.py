"""The table of rules, judging with all of them, and the handbook."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from specgen.diagnostics import Place, Severity
from specgen.program.model_policy import RulePolicy
from specgen.rules.model import Facts, Rule
from specgen.rules.registry import RULES, handbook, judge

ROOT = Path(__file__).parents[3]
HANDBOOK = ROOT / "docs/rules.md"
FactsOf = Callable[..., Facts]
Make = Callable[..., object]


def test_the_name_of_the_file_is_the_id() -> None:
    for rule in RULES:
        file = ROOT / f"generator/specgen/rules/{rule.id.replace('-', '_')}.py"
        assert f'id="{rule.id}"' in file.read_text("utf-8")


def test_ids_are_unique_and_sorted() -> None:
    ids = [rule.id for rule in RULES]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_explains_itself(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z][a-z-]+", rule.id)
    assert rule.summary[0].islower() or rule.summary[0] == "`"
    assert not rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.example.endswith("\n")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_case_of_its_name(rule: Rule) -> None:
    said = (ROOT / "tests/cases" / rule.id / "diagnostics.txt").read_text("utf-8")
    assert f"[{rule.id}]" in said


def test_the_handbook_is_what_the_rules_say(accept: bool) -> None:
    if accept:
        HANDBOOK.write_text(handbook(), "utf-8")
    assert HANDBOOK.read_text("utf-8") == handbook(), "`pytest --accept` rewrites docs/rules.md"


def test_a_sound_program_draws_nothing(facts_of: FactsOf) -> None:
    assert judge(facts_of()) == ()


@pytest.fixture
def faulty(facts_of: FactsOf, module_of: Make) -> Callable[..., Facts]:
    """One error (a circle), one note (an idle exemption), with the project's policies."""

    def facts(*policies: tuple[str, str]) -> Facts:
        place = Place(PurePosixPath("specs/p.yaml"))
        rules = tuple(RulePolicy(rule, stage, "", place) for rule, stage in policies)
        module = module_of("a", needs=("a",), requires=("unit",), exempt={"race": "Pure code"})
        return facts_of([module], rules=rules, absent=["src"])

    return facts


def test_all_rules_speak_in_their_order(faulty: Callable[..., Facts]) -> None:
    found = judge(faulty())
    assert [d.rule for d in found] == ["exempt-for-nothing", "needs-cycle", "source-missing"]


def test_the_project_weighs(faulty: Callable[..., Facts]) -> None:
    found = judge(faulty(("exempt-for-nothing", "blocking")))
    assert found[0].severity is Severity.FINDING
    assert [d.rule for d in judge(faulty(("exempt-for-nothing", "off")))] == [
        "needs-cycle",
        "source-missing",
    ]


def test_the_rules_of_this_stage_are_known(faulty: Callable[..., Facts]) -> None:
    facts = faulty(("unplaned-gap", "off"), ("stale", "off"))
    for known in (facts, replace(facts, known={"stale": Severity.FINDING}, complete=True)):
        said = [d.tip for d in judge(known) if d.rule == "unknown-rule"]
        assert said == ["did you mean `unplanned-gap`?"]


def test_some_rules_alone(faulty: Callable[..., Facts]) -> None:
    (cycle,) = [rule for rule in RULES if rule.id == "needs-cycle"]
    assert [d.rule for d in judge(faulty(), (cycle,))] == ["needs-cycle"]
