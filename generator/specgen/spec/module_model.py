"""A module as written, with its components and scenarios."""

from typing import Annotated

from pydantic import Field

from specgen.spec.fields import (
    Dotted,
    Flag,
    Identifier,
    Identities,
    Identity,
    Maybe,
    OneOrMoreIds,
    Spec,
    Text,
    Texts,
    says,
)
from specgen.spec.limits_model import BudgetSpec
from specgen.spec.scenario_model import ScenarioSpec


class ComponentSpec(Spec):
    """A class or function of a module that has limits of its own."""

    title: Annotated[Text, says("What reports call it.", "Rate limiter")] = ""
    why: Annotated[Text, says("Why it matters.")] = ""
    budget: Annotated[Maybe[BudgetSpec], says("Its limits.", {"coverage": "100%"})] = None


class ModuleSpec(Spec):
    """One module of the code under test; its name alone is a spec."""

    module: Annotated[Dotted, says("Its full name, as in an import.", "shop.cart")]
    id: Annotated[
        Maybe[Identity], says("What references call it; the path below the package.", "cart")
    ] = None
    title: Annotated[Text, says("What reports call it.", "Shopping cart")] = ""
    why: Annotated[Text, says("Why it matters.")] = ""
    tier: Annotated[Maybe[Identifier], says("How much it matters.", "critical")] = None
    owner: Annotated[Text, says("Who owes its tests.", "@api-team")] = ""
    planned: Annotated[Flag, says("It does not exist yet.", True)] = False
    ref: Annotated[Text, says("Where its plan is.", "MOD-002")] = ""
    renamed_from: Annotated[
        OneOrMoreIds, says("Earlier ids, whose human work it inherits.", "basket")
    ] = ()
    budget: Annotated[
        Maybe[BudgetSpec], says("Its limits, above the tier's.", {"coverage": "92%"})
    ] = None
    needs: Annotated[Identities, says("What must be there first.", ["kalshi_auth"])] = ()
    blocks: Annotated[Identities, says("What waits for it.", ["production"])] = ()
    exempt: Annotated[
        dict[Identifier, Text], says("Types that make no sense here: why.", {"race": "Stateless"})
    ] = Field(default_factory=dict)
    components: Annotated[
        dict[Dotted, ComponentSpec | None],
        says("Classes and functions with limits of their own.", {"RateLimiter": None}),
    ] = Field(default_factory=dict)
    tests: Annotated[
        Texts, says("Hand-written tests that count for it.", ["tests/legacy/test_kalshi.py"])
    ] = ()
    scenarios: Annotated[
        tuple[ScenarioSpec, ...],
        says("What must be tested.", [{"type": "race", "title": "Concurrent requests"}]),
    ] = ()
