"""Types adjusted and new, tiers and their defaults."""

from collections.abc import Callable

from specgen.levels import Level
from specgen.program.model import Program
from specgen.program.model_policy import Work

Of = Callable[[str], Program]
Said = Callable[[str], list[tuple[str, str, str]]]


def test_built_in_types_come_first_and_own_ones_by_name(program: Of) -> None:
    found = program("project: p\ntypes: {zeal: {}, alpha: {extends: race}}\n")
    assert [t.name for t in found.types] == ["unit", "property", "race", "alpha", "zeal"]


def test_an_adjusted_type_keeps_what_is_not_said(program: Of) -> None:
    kind = program("project: p\ntypes: {race: {directory: stress, effort: 1d}}\n").types[2]
    assert (kind.directory, kind.marker, kind.effort) == ("stress", "race", Work(8, 8))


def test_a_new_type_has_the_form_of_what_it_extends(program: Of) -> None:
    text = "project: p\ntypes: {smoke: {extends: quick}, quick: {extends: race}, bare: {}}\n"
    bases = {t.name: t.base for t in program(text).types}
    assert (bases["smoke"], bases["quick"], bases["bare"]) == ("race", "race", "unit")


def test_a_new_type_has_a_folder_and_mark_of_its_own(program: Of) -> None:
    kind = program("project: p\ntypes: {slow_smoke: {extends: race}}\n").type_named["slow_smoke"]
    assert (kind.directory, kind.marker, kind.title) == ("slow_smoke", "slow_smoke", "Slow smoke")


def test_extending_what_is_not_there(said: Said) -> None:
    assert said("project: p\ntypes: {smoke: {extends: raec}}\n") == [
        ("unknown-type", "types.smoke.extends", "did you mean `race`?")
    ]


def test_extending_in_a_circle(said: Said) -> None:
    found = said("project: p\ntypes: {a: {extends: b}, b: {extends: a}}\n")
    assert {rule for rule, _, _ in found} == {"extends-cycle"}


def test_without_tiers_every_module_owes_unit_tests(program: Of) -> None:
    found = program("project: p\nmodules: [p.a]\n")
    assert found.tiers[0].requires == found.modules[0].required == ("unit",)


def test_all_leaves_out_variants_of_other_types(program: Of) -> None:
    text = "project: p\ntypes: {smoke: {extends: race}, audit: {}}\ntiers: {top: {requires: all}}\n"
    assert program(text).tiers[0].requires == ("unit", "property", "race", "audit")


def test_required_types_stand_in_the_order_of_types(program: Of) -> None:
    text = "project: p\ntiers: {top: {requires: [race, unit], evidence: proven}}\n"
    tier = program(text).tiers[0]
    assert (tier.requires, tier.evidence) == (("unit", "race"), Level.PROVEN)


def test_the_strictest_tier_is_urgent(program: Of) -> None:
    tiers = program("project: p\ntiers: {a: {}, b: {}, c: {priority: low}}\n").tiers
    assert [tier.priority for tier in tiers] == ["high", "medium", "low"]


def test_a_tier_that_requires_an_unknown_type(said: Said) -> None:
    assert said("project: p\ntiers: {top: {requires: [unit, propperty]}}\n") == [
        ("unknown-type", "tiers.top.requires.1", "did you mean `property`?")
    ]
