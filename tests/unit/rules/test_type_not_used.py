"""A type that a project adds is used."""

from collections.abc import Callable
from dataclasses import replace

from specgen.program.model import Scenario
from specgen.program.model_policy import TestType
from specgen.rules.model import Facts, Rule
from specgen.rules.type_not_used import TYPE_NOT_USED

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_added_types_that_nothing_uses(
    facts_of: FactsOf, tier_of: Make, type_of: Make, said: Said
) -> None:
    types = (type_of("smoke"), type_of("load"), type_of("unit", base="unit"))
    facts = facts_of(types=types, tiers=(tier_of("core", "load"),))
    assert said(TYPE_NOT_USED, facts) == [
        "no tier requires the type `smoke` and no scenario is of it"
    ]


def test_a_scenario_is_use_enough(
    facts_of: FactsOf, scenario_of: Callable[..., Scenario], type_of: Callable[..., TestType],
    said: Said,
) -> None:  # fmt: skip
    program = replace(
        facts_of().program, types=(type_of("smoke"),), scenarios=(scenario_of("a.smoke.x"),)
    )
    assert said(TYPE_NOT_USED, replace(facts_of(), program=program)) == []
