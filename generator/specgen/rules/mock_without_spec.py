"""A mock that accepts every call passes when the real thing would not."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.inventory.model import Act
from specgen.rules.hygiene import Fault, acts, named, per_file
from specgen.rules.model import Facts, Rule

_CLASSES = ("Mock", "MagicMock", "AsyncMock", "NonCallableMock", "NonCallableMagicMock")
_MOCKS = frozenset(f"{home}.{name}" for home in ("unittest.mock", "mock", "mocker")
                   for name in _CLASSES)  # fmt: skip
_BOUND = frozenset({"spec", "spec_set", "wraps", "**"})


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    faults = (
        Fault(item, act.line, f"{named(item)} makes a mock without a spec")
        for item, act in acts(facts)
        if _unbound(act)
    )
    tip = "use `create_autospec(Real, spec_set=True)`, or pass `spec_set=Real`"
    yield from per_file(MOCK_WITHOUT_SPEC, facts, faults=faults, tip=tip)


def _unbound(act: Act) -> bool:
    return act.name in _MOCKS and not act.target and not _BOUND & set(act.keywords)


MOCK_WITHOUT_SPEC = Rule(
    id="mock-without-spec",
    severity=Severity.NOTE,
    summary="tests, fixtures and helpers that make a mock without a spec, per file",
    why="Such a mock has every attribute and takes every argument: the test stays green when the "
    "real thing is renamed.",
    example="# client = Mock() in a test\nrules: {mock-without-spec: blocking}\n",
    judge=_judge,
)
