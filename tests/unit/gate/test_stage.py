"""Which stage a rule has on a day: every cell of dates, moments, tiers, rules and flags."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from specgen.diagnostics import Place
from specgen.gate.model import Facts
from specgen.gate.stage import stage_of, turning_days
from specgen.program.model import Program
from specgen.program.model_policy import Enforcement, RulePolicy, Waiver
from specgen.program.model_stage import Stage

BEFORE, DAY, AFTER = date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 8)

Make = Callable[..., Facts]


@pytest.fixture
def facts(facts_of: Make, program_of: Callable[..., Program]) -> Facts:
    return facts_of(program_of())


def stage(
    facts: Facts, *rows: Enforcement, rule: str = "gap", tier: str = "critical", day: date = DAY
) -> str:
    program = replace(facts.program, enforcement=rows)
    return stage_of(replace(facts, program=program), rule, tier=tier, day=day).value


def test_without_enforcement_everything_blocks(facts: Facts) -> None:
    assert stage(facts) == "blocking"


def test_before_the_first_day_everything_is_monitored(
    facts: Facts, row_of: Callable[..., Enforcement]
) -> None:
    row = row_of("blocking", DAY)
    assert [stage(facts, row, day=d) for d in (BEFORE, DAY, AFTER)] == [
        "monitoring", "blocking", "blocking",
    ]  # fmt: skip


def test_later_rows_follow_earlier_ones(facts: Facts, row_of: Callable[..., Enforcement]) -> None:
    rows = (
        row_of("monitoring", date(2025, 1, 1)),
        row_of("ratchet", DAY),
        row_of("warning", AFTER),
    )
    assert [stage(facts, *rows, day=d) for d in (BEFORE, DAY, AFTER)] == [
        "monitoring", "ratchet", "warning",
    ]  # fmt: skip


def test_a_relaxation_ends_on_its_day(facts: Facts, row_of: Callable[..., Enforcement]) -> None:
    rows = (row_of("blocking"), row_of("warning", DAY, until=AFTER, rules=("coverage-total",)))
    assert stage(facts, *rows, rule="coverage-total", day=BEFORE) == "blocking"
    assert stage(facts, *rows, rule="coverage-total", day=DAY) == "warning"
    assert stage(facts, *rows, rule="coverage-total", day=date(2026, 2, 7)) == "warning"
    assert stage(facts, *rows, rule="coverage-total", day=AFTER) == "blocking"
    assert stage(facts, *rows, rule="gap", day=DAY) == "blocking"


def test_a_relaxation_outlasts_a_row_that_begins_meanwhile(
    facts: Facts, row_of: Callable[..., Enforcement]
) -> None:
    rows = (row_of("monitoring", DAY, until=AFTER), row_of("blocking", date(2026, 2, 3)))
    assert stage(facts, *rows, day=date(2026, 2, 5)) == "monitoring"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [("pull_request", "blocking"), ("commit", "warning"), ("", "blocking")],
)
def test_moments(
    facts: Facts, row_of: Callable[..., Enforcement], *, moment: str, expected: str
) -> None:
    rows = (row_of("warning"), row_of("blocking", DAY, at=("pull_request",)))
    assert stage(replace(facts, moment=moment), *rows) == expected


def test_of_all_moments_together_a_relaxation_for_one_does_not_count(
    facts: Facts, row_of: Callable[..., Enforcement]
) -> None:
    rows = (row_of("blocking"), row_of("warning", DAY, until=AFTER, at=("commit",)))
    assert stage(facts, *rows) == "blocking"
    assert stage(replace(facts, moment="commit"), *rows) == "warning"


def test_tiers(facts: Facts, row_of: Callable[..., Enforcement]) -> None:
    rows = (row_of("warning", AFTER), row_of("blocking", tiers=("critical",)))
    assert stage(facts, *rows, day=AFTER) == "blocking"
    assert stage(facts, *rows, tier="business", day=AFTER) == "warning"
    assert stage(facts, *rows, tier="", day=AFTER) == "warning"


@pytest.mark.parametrize(
    ("policy", "flags", "expected"),
    [
        (("off", ""), (), "off"),
        (("ratchet", "FLAG"), (), "ratchet"),
        (("ratchet", "FLAG"), ("FLAG",), "blocking"),
        (("", "FLAG"), (), "warning"),
        (("", "FLAG"), ("FLAG",), "blocking"),
        (("blocking", ""), ("OTHER",), "blocking"),
        (("monitoring", ""), (), "monitoring"),
    ],
)
def test_policies_and_flags(
    facts: Facts,
    row_of: Callable[..., Enforcement],
    *,
    policy: tuple[str, str],
    flags: tuple[str, ...],
    expected: str,
) -> None:
    rule = RulePolicy("gap", *policy, facts.program.project.place)
    program = replace(facts.program, rules=(rule,), enforcement=(row_of("warning"),))
    changed = replace(facts, program=program, flags=frozenset(flags))
    assert stage_of(changed, "gap", tier="", day=DAY).value == expected
    assert stage_of(changed, "coverage-total", tier="", day=DAY) is Stage.WARNING


def test_a_dated_row_for_the_rule_goes_before_its_policy(
    facts: Facts, row_of: Callable[..., Enforcement], place: Place
) -> None:
    program = replace(facts.program, rules=(RulePolicy("gap", "blocking", "", place),))
    changed = replace(facts, program=program)
    relaxed = row_of("warning", DAY, until=AFTER, rules=("gap",))
    assert stage(changed, relaxed) == "warning"
    assert stage(changed, relaxed, day=AFTER) == "blocking"


@pytest.fixture
def place(facts: Facts) -> Place:
    return facts.program.project.place


def test_the_base_counts_where_it_is_stricter(
    facts: Facts, row_of: Callable[..., Enforcement]
) -> None:
    strict, mild = row_of("blocking"), row_of("monitoring")
    for own, other in ((strict, mild), (mild, strict)):
        program = replace(facts.program, enforcement=(own,))
        base = replace(facts.program, enforcement=(other,))
        both = replace(facts, program=program, base=base)
        assert stage_of(both, "gap", tier="", day=DAY) is Stage.BLOCKING


def test_turning_days(
    facts: Facts, row_of: Callable[..., Enforcement], waiver_of: Callable[..., Waiver]
) -> None:
    program = replace(
        facts.program,
        enforcement=(row_of("blocking", DAY, until=AFTER),),
        waivers=(waiver_of("cart.unit.baseline", expires=BEFORE),),
    )
    assert turning_days(replace(facts, program=program)) == (BEFORE, DAY, AFTER)
