"""A load test that nothing ends."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for scenario in facts.program.scenarios:
        load = scenario.written.load
        if load is not None and load.calls is None and load.duration is None:
            yield LOAD_WITHOUT_BOUNDS.says(
                scenario.place.at("load"),
                f"nothing ends the load of `{scenario.id}`",
                tip="say `calls: 1000`, `duration: 30s` or both",
            )


LOAD_WITHOUT_BOUNDS = Rule(
    id="load-without-bounds",
    severity=Severity.ERROR,
    summary="a `load` with neither `calls` nor `duration`",
    why="Its test would run until something kills it.",
    example=(
        "module: shop.cart\nscenarios:\n"
        "  - {type: stress, title: Many buyers, target: buy, load: {concurrency: 50}}\n"
    ),
    judge=_judge,
)
