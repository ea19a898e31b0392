"""A scenario uses a service that has nothing to stand for it in that type."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    services = {service.id: service for service in facts.program.services}
    for scenario in facts.program.scenarios:
        kinds = {scenario.type, facts.program.type_named[scenario.type].base}
        for position, name in enumerate(scenario.uses):
            service = services.get(name)
            types = sorted(double.type for double in service.doubles) if service else []
            if service and not types and "unit" not in kinds:
                yield SERVICE_WITHOUT_DOUBLE.says(
                    scenario.place.at("uses", position),
                    f"service `{name}` has no double, so {scenario.type} tests get a mock",
                    tip=f"say what stands for it: `double: {{{scenario.type}: ...}}`",
                    related=(Related(service.place.key(), "the service"),),
                )
            if service and types and kinds.isdisjoint(types):
                yield SERVICE_WITHOUT_DOUBLE.says(
                    scenario.place.at("uses", position),
                    f"service `{name}` has no double for {scenario.type} tests",
                    tip=f"add `{scenario.type}` to its `double`; it has {', '.join(types)}",
                    related=(Related(service.place.at("double"), "its doubles"),),
                )


SERVICE_WITHOUT_DOUBLE = Rule(
    id="service-without-double",
    severity=Severity.FINDING,
    summary="scenarios that use a service whose `double` leaves their type out",
    why="No fixture can be generated, so the test would have to reach the real service by itself.",
    example=(
        "services: {postgres: {double: {unit: autospec}}}\nmodule: shop.storage\n"
        "scenarios: [{type: integration, title: Rows survive a restart, uses: [postgres]}]\n"
    ),
    judge=_judge,
)
