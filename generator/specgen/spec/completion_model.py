"""What makes a scenario complete: cases, laws, workflows, races and faults."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from specgen.spec.fields import (
    BY_SHAPE,
    Identifier,
    Identity,
    IsList,
    IsMapping,
    IsText,
    Maybe,
    Number,
    OneKey,
    Positive,
    Probability,
    Regex,
    Several,
    Spec,
    Target,
    Text,
    Whole,
    says,
)
from specgen.spec.units import QuantityError


class RaisesSpec(Spec):
    """An error that is expected."""

    error: Annotated[Target, says("Its class.", "ValueError", "shop.errors:OutOfStock")]
    match: Annotated[Regex, says("A pattern that its message matches.", "out of stock")] = ""


Raises = Annotated[Annotated[Target, IsText] | Annotated[RaisesSpec, IsMapping], BY_SHAPE]
_OUTCOMES = ("returns", "raises", "approx")


class SubjectSpec(Spec):
    """How the object is made whose method or property is the target."""

    args: Annotated[
        tuple[object, ...], says("Positional arguments of its class.", [1, {"expr": "Store()"}])
    ] = ()
    kwargs: Annotated[dict[Identifier, object], says("Arguments by name.", {"size": 10})] = Field(
        default_factory=dict
    )


class CaseSpec(Spec):
    """One call and what it must give; without an outcome it must only not raise."""

    model_config = ConfigDict(
        json_schema_extra={
            "not": {
                "anyOf": [
                    {"required": ["returns", "raises"]},
                    {"required": ["returns", "approx"]},
                    {"required": ["raises", "approx"]},
                ]
            }
        }
    )

    id: Annotated[Maybe[Identity], says("Its name in test reports.", "empty-cart")] = None
    args: Annotated[tuple[object, ...], says("Positional arguments.", [1, 2])] = ()
    kwargs: Annotated[dict[Identifier, object], says("Arguments by name.", {"rate": 0.2})] = Field(
        default_factory=dict
    )
    returns: Annotated[
        object, says("The value it must return.", 3, None, {"expr": "Decimal(3)"})
    ] = None
    raises: Annotated[Maybe[Raises], says("The error it must raise.", "ValueError")] = None
    approx: Annotated[object, says("The number it must come near.", 0.3)] = None
    rel: Annotated[Maybe[Number], says("Relative tolerance of `approx`.", 1e-6)] = None
    abs: Annotated[Maybe[Number], says("Absolute tolerance of `approx`.", 1e-9)] = None

    @property
    def outcome(self) -> str:
        """Which of ``returns``, ``raises``, ``approx`` was written (a written null counts), or
        the empty string."""
        return next((name for name in _OUTCOMES if name in self.model_fields_set), "")

    @model_validator(mode="after")
    def _one_outcome(self) -> Self:
        written = [name for name in _OUTCOMES if name in self.model_fields_set]
        if len(written) > 1:
            raise QuantityError(
                f"{' and '.join(f'`{name}`' for name in written)} exclude each other",
                "keep one of them, or write two cases",
                rule="one-of",
            )
        return self


class LawSpec(OneKey):
    """A law with an argument."""

    round_trip: Annotated[Maybe[Target], says("The function that undoes the target.", "decode")] = (
        None
    )
    equivalent: Annotated[Maybe[Target], says("A function that gives the same.", "slow_total")] = (
        None
    )
    always: Annotated[
        Maybe[Text],
        says(
            "A condition on `result` and the arguments; in a race on `results`, a list of what all"
            " calls returned; of a method also on `subject`, or on the fixture of its service.",
            "0 <= result <= 1",
            "subject.value == len(results)",
        ),
    ] = None
    raises_only: Annotated[
        Maybe[tuple[Target, ...]], says("The only errors it may raise.", ["ValueError"])
    ] = None


Law = Annotated[
    Annotated[Literal["no-crash", "idempotent", "commutative"], IsText]
    | Annotated[LawSpec, IsMapping],
    BY_SHAPE,
]


class TextExpectationSpec(OneKey):
    """What a text must be."""

    equals: Annotated[Maybe[str], says("The whole text.", "done\n")] = None
    contains: Annotated[Maybe[Text], says("A part of it.", "done")] = None
    matches: Annotated[Maybe[Regex], says("A pattern found in it.", "took [0-9]+ ms")] = None


TextExpectation = Annotated[
    Annotated[str, IsText] | Annotated[TextExpectationSpec, IsMapping], BY_SHAPE
]


class CheckpointSpec(Spec):
    """A point that a workflow must pass."""

    name: Annotated[Text, says("What reports call it.", "database ready")]
    log: Annotated[Text, says("A part of the log line that shows it.", "connected to")] = ""
    module: Annotated[Maybe[Identity], says("The module that it shows alive.", "storage")] = None


class StepSpec(Spec):
    """One step of a workflow: prose (`do`) or a call."""

    do: Annotated[Text, says("What is done, in words.", "Open 6 contracts")] = ""
    with_: Annotated[object, says("With what, in words.", ["symbol MNQ"], alias="with")] = None
    call: Annotated[Maybe[Target], says("The function to call.", "Session.open")] = None
    args: Annotated[tuple[object, ...], says("Positional arguments.", [6])] = ()
    kwargs: Annotated[dict[Identifier, object], says("Arguments by name.")] = Field(
        default_factory=dict
    )
    expect: Annotated[object, says("What must follow; with `call` its value.", 3)] = None


class RaceSpec(Spec):
    """How hard a race test tries."""

    threads: Annotated[Maybe[Several], says("Threads that start together.", 8)] = None
    calls: Annotated[Maybe[Positive], says("Calls per thread.", 1000)] = None
    trials: Annotated[Maybe[Positive], says("Repetitions; each checks the laws.", 10)] = None


class FaultSpec(Spec):
    """One fault to inject."""

    at: Annotated[Target, says("The function that fails.", "shop.api:Client.send")]
    raises: Annotated[Maybe[Raises], says("The error it raises.", "TimeoutError")] = None
    every: Annotated[Maybe[Positive], says("Every how many calls it fails.", 3)] = None
    times: Annotated[Maybe[Positive], says("How often it fails in all.", 2)] = None
    probability: Annotated[Maybe[Probability], says("How likely a call fails.", "10%", 0.1)] = None
    seed: Annotated[Whole, says("Makes chance repeatable.", 7)] = 0


class SurvivalSpec(Spec):
    """How the target must come through the faults."""

    returns: Annotated[object, says("The value it must return in the end.", "ok")] = None
    raises: Annotated[Maybe[Raises], says("The error it may pass on.", "RetriesExhausted")] = None
    within_calls: Annotated[Maybe[Positive], says("Calls it has to recover in.", 3)] = None


Step = Annotated[Annotated[Text, IsText] | Annotated[StepSpec, IsMapping], BY_SHAPE]
MANY_VALUES = 1_000
"""Values of one strategy: a test that lists more is not reviewed, and takes seconds to format."""
Values = Annotated[tuple[object, ...], Field(max_length=MANY_VALUES)]
OneOrMoreValues = Annotated[Annotated[Text, IsText] | Annotated[Values, IsList], BY_SHAPE]
