"""A mark that means something else already."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.program.model_policy import TestType
from specgen.rules.model import Facts, Rule

_TAKEN = {
    **dict.fromkeys(
        ("skip", "skipif", "xfail", "parametrize", "usefixtures", "filterwarnings", "tryfirst"),
        "pytest",
    ),
    "spec": "specgen",
    "asyncio": "pytest-asyncio",
    "anyio": "anyio",
    "timeout": "pytest-timeout",
    "flaky": "pytest-rerunfailures",
    "benchmark": "pytest-benchmark",
    "xdist_group": "pytest-xdist",
    "vcr": "pytest-recording",
}


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    first: dict[str, TestType] = {}
    for kind in facts.program.types:
        owner = _TAKEN.get(kind.marker)
        earlier = first.setdefault(kind.marker, kind)
        if owner:
            yield MARKER_TAKEN.says(
                kind.place.at("marker"),
                f"the mark `{kind.marker}` of type `{kind.name}` belongs to {owner}",
                tip="choose another `marker`",
            )
        elif earlier is not kind:
            yield MARKER_TAKEN.says(
                kind.place.at("marker"),
                f"types `{kind.name}` and `{earlier.name}` share the mark `{kind.marker}`",
                tip="give each type a `marker` of its own; they may share a `directory`",
                related=_written(earlier),
            )


def _written(kind: TestType) -> tuple[Related, ...]:
    """Where a type is written; built-in ones are nowhere."""
    return (Related(kind.place.at("marker"), f"`{kind.name}`"),) if kind.place.route else ()


MARKER_TAKEN = Rule(
    id="marker-taken",
    severity=Severity.ERROR,
    summary="types whose mark is another type's, or means something to pytest or its plugins",
    why="A test that carries the mark could be of either type, or would do what the plugin says.",
    example="types: {smoke: {extends: e2e, marker: e2e}}\n",
    judge=_judge,
)
