"""Something stands for a service wherever it is used."""

from collections.abc import Callable
from dataclasses import replace

from specgen.program.model import Scenario
from specgen.program.model_policy import TestType
from specgen.rules.model import Facts, Rule
from specgen.rules.service_without_double import SERVICE_WITHOUT_DOUBLE

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def test_a_type_without_a_double(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, service_of: Make, said: Said,
    routes: Routes,
) -> None:  # fmt: skip
    scenario = scenario_of("a.integration.x", uses=("redis", "postgres"))
    services = (
        service_of("postgres", unit="autospec", e2e="live"),
        service_of("redis", integration="container"),
    )
    facts = facts_of([module_of("a")], [scenario], services=services)
    assert said(SERVICE_WITHOUT_DOUBLE, facts) == [
        "service `postgres` has no double for integration tests"
    ]
    assert routes(SERVICE_WITHOUT_DOUBLE, facts) == [("uses", 1)]
    (found,) = SERVICE_WITHOUT_DOUBLE.judge(facts)
    assert found.tip == "add `integration` to its `double`; it has e2e, unit"


def test_the_double_of_the_type_that_is_extended(
    facts_of: FactsOf,
    module_of: Make,
    scenario_of: Callable[..., Scenario],
    service_of: Make,
    type_of: Callable[..., TestType],
    said: Said,
) -> None:
    services = (service_of("postgres", e2e="live"), service_of("plain"))
    facts = facts_of([module_of("a", requires=())], services=services)
    scenario = scenario_of("a.smoke.x", uses=("postgres", "plain", "unknown"))
    program = replace(facts.program, types=(type_of("smoke"),), scenarios=(scenario,))
    assert said(SERVICE_WITHOUT_DOUBLE, replace(facts, program=program)) == [
        "service `plain` has no double, so smoke tests get a mock"
    ]


def test_unit_tests_need_none(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, service_of: Make, said: Said
) -> None:
    scenario = scenario_of("a.unit.x", uses=("plain",))
    facts = facts_of([module_of("a")], [scenario], services=(service_of("plain"),))
    assert said(SERVICE_WITHOUT_DOUBLE, facts) == []
