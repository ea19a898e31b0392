"""Whether a test that passed also executed what it is linked to."""

from dataclasses import dataclass
from enum import StrEnum

from specgen.evidence.model_outcome import Outcome


class Standing(StrEnum):
    """What the run says of one test and one module."""

    EXECUTED = "executed"  # passed, and its type ran functions of the module: proven, within budget
    NOT_EXECUTED = "not executed"  # passed, and its type ran none of the module's functions
    NOT_MEASURED = "not measured"  # passed, and nobody recorded which type ran what
    NOT_PASSED = "not passed"


@dataclass(frozen=True, slots=True)
class Proof:
    """One test and one module that it counts for.

    ``functions`` are the dotted names in the module that tests of this type executed, sorted.
    """

    node_id: str
    module: str
    type: str
    outcome: Outcome
    standing: Standing
    functions: tuple[str, ...] = ()
