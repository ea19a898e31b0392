"""Check by exact name that what live services need is set, before anything runs."""

from collections.abc import Collection, Mapping

from specgen.diagnostics import Diagnostic, Severity
from specgen.program.model import Program

RULE = "credential-missing"


def credentials(
    program: Program, types: Collection[str], *, environment: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """What is not set of the credentials of services that are live in any of ``types``.

    Values are never looked at but for being empty, and never shown.
    """
    found = []
    for service in program.services:
        if not any(d.kind == "live" and d.type in types for d in service.doubles):
            continue
        for name, formerly in service.credentials.items():
            if environment.get(name):
                continue
            tip = f"set `{name}`"
            if formerly and environment.get(formerly):
                tip = f"`{formerly}` is set: it is now called `{name}`"
            message = f"`{name}`, which the service `{service.id}` needs, is not set"
            place = service.place.at("credentials", name)
            found.append(Diagnostic(RULE, Severity.FINDING, place, message, tip))
    return tuple(found)
