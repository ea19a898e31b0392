"""A service is there to be used."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.service_not_used import SERVICE_NOT_USED

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_services_without_a_scenario(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, service_of: Make, said: Said
) -> None:
    services = (service_of("postgres"), service_of("redis"))
    scenario = scenario_of("a.unit.x", uses=("redis",))
    facts = facts_of([module_of("a")], [scenario], services=services)
    assert said(SERVICE_NOT_USED, facts) == ["no scenario uses the service `postgres`"]
