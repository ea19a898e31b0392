"""Nothing is written where something else is written."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from specgen.program.model import Program, Scenario
from specgen.program.model_policy import Outputs, Project, TestType
from specgen.rules.model import Facts, Rule
from specgen.rules.output_collision import OUTPUT_COLLISION

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def outputs(project: Project, name: str, tests: str, documents: str) -> Project:
    paths = (PurePosixPath(tests), PurePosixPath(documents), PurePosixPath("."), PurePosixPath("l"))
    return replace(project, name=name, outputs=Outputs(*paths))


def test_two_cells_with_one_path(
    facts_of: FactsOf,
    module_of: Make,
    scenario_of: Callable[..., Scenario],
    type_of: Callable[..., TestType],
    said: Said,
) -> None:
    types = (type_of("b", directory="x"), type_of("a_b", directory="x"))
    scenarios = (scenario_of("x_a.b.s"), scenario_of("x.a_b.s"))
    facts = facts_of([module_of("x", requires=()), module_of("x_a", requires=())])
    program = replace(facts.program, types=types, scenarios=scenarios)
    facts = replace(facts, program=program)
    assert said(OUTPUT_COLLISION, facts) == [
        "`x_a × b` and `x × a_b` would both be written to generated_tests/x/test_x_a_b.py"
    ]


def test_names_that_differ_only_in_case(facts_of: FactsOf, module_of: Make, said: Said) -> None:
    modules = [module_of("api.Cart", requires=("unit",)), module_of("api.cart", requires=("unit",))]
    assert said(OUTPUT_COLLISION, facts_of(modules)) == [
        "`api.cart × unit` and `api.Cart × unit` would both be written to "
        "generated_tests/unit/api/test_cart_unit.py"
    ]


def test_cells_with_paths_of_their_own(facts_of: FactsOf, module_of: Make, said: Said) -> None:
    modules = [module_of("api.cart"), module_of("web.cart"), module_of("cart")]
    assert said(OUTPUT_COLLISION, facts_of(modules)) == []


@pytest.mark.parametrize(
    ("tests", "documents", "messages"),
    [
        ("generated_tests/b", "docs/b", []),
        ("tests/b", "docs/a/sub", ["`b` writes to docs/a/sub, inside docs/a of `a`"]),
        ("tests/a", "docs/b", ["`b` writes to tests/a, inside tests/a of `a`"]),
    ],
)
def test_projects_inside_each_other(
    facts_of: FactsOf,
    program_of: Callable[..., Program],
    elsewhere: Project,
    said: Said,
    tests: str,
    documents: str,
    messages: list[str],
) -> None:
    other = program_of(project=outputs(elsewhere, "a", "tests/a", "docs/a"))
    mine = program_of(project=outputs(elsewhere, "b", tests, documents))
    facts = facts_of(project=mine.project, others=(other,))
    assert said(OUTPUT_COLLISION, facts) == messages
    assert said(OUTPUT_COLLISION, facts_of(project=other.project, others=(mine,))) == []


def test_configuration_of_two_projects(
    facts_of: FactsOf, program_of: Callable[..., Program], elsewhere: Project, said: Said
) -> None:
    other = program_of(project=outputs(elsewhere, "a", "tests/a", "docs/a"))
    mine = program_of(project=outputs(elsewhere, "b", "tests/b", "docs/b"))
    shared, same = PurePosixPath("pyproject.toml"), PurePosixPath(".gitlab-ci.yml")
    written = {"a": {shared: "one", same: "x"}, "b": {shared: "two", same: "x"}}
    facts = replace(facts_of(project=mine.project, others=(other,)), written=written)
    assert said(OUTPUT_COLLISION, facts) == ["`b` and `a` would both write pyproject.toml"]
    assert next(OUTPUT_COLLISION.judge(facts)).place.route[-1] == "ci"
    assert said(OUTPUT_COLLISION, replace(facts, written={"a": {}, "b": {shared: "two"}})) == []
