"""What every part of a project is bound to: its types, tiers and services, working time, a log."""

from collections.abc import Mapping
from dataclasses import dataclass

from specgen.diagnostics import Log
from specgen.program.model_policy import Project, Service, TestType, Tier
from specgen.quantities import Working


@dataclass(frozen=True, slots=True)
class Scope:
    """The policy that modules and scenarios are resolved under, and where to say what is wrong."""

    project: Project
    types: Mapping[str, TestType]
    tiers: tuple[Tier, ...]
    services: Mapping[str, Service]
    working: Working
    log: Log
