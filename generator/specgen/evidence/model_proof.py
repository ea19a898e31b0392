"""Whether a test that passed also executed what it is linked to."""

from dataclasses import dataclass
from enum import StrEnum

from specgen.diagnostics import Span
from specgen.evidence.model_outcome import Outcome


class Standing(StrEnum):
    """What the run says of one test and one module."""

    EXECUTED = "executed"  # passed, and it, or else its type, ran functions of the module
    NOT_EXECUTED = "not executed"  # passed, and it, or else its type, ran none of them
    NOT_MEASURED = "not measured"  # passed, and nobody recorded who ran what
    NOT_PASSED = "not passed"


@dataclass(frozen=True, slots=True)
class Proof:
    """One test and one module that it counts for.

    ``functions`` are the dotted names in the module that were executed, sorted: by this very test
    where ``own``, else by tests of its type, as the data does not tell what this test did, or as
    not all that it did can be seen.  ``home`` and ``span`` are where the test stands.
    """

    node_id: str
    module: str
    type: str
    outcome: Outcome
    standing: Standing
    functions: tuple[str, ...] = ()
    own: bool = False
    home: str = ""
    span: Span | None = None
