"""A service that no scenario uses."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    used = {name for scenario in facts.program.scenarios for name in scenario.uses}
    for service in facts.program.services:
        if service.id not in used:
            yield SERVICE_NOT_USED.says(
                service.place.key(),
                f"no scenario uses the service `{service.id}`",
                tip=f"say `uses: [{service.id}]` where it is needed, or delete it",
            )


SERVICE_NOT_USED = Rule(
    id="service-not-used",
    severity=Severity.NOTE,
    summary="services that no scenario uses",
    why="Its fixture is generated and waits for nobody; perhaps a `uses` was forgotten.",
    example='services: {postgres: {double: {integration: {container: "postgres:16"}}}}\n',
    judge=_judge,
)
