"""Shards of a type that does not run."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for run in facts.program.runs:
        for name in sorted(set(run.shards) - set(run.types)):
            yield SHARD_FOR_NOTHING.says(
                run.place.key("shards", name),
                f"`{run.moment}` has shards for {name} and does not run it",
                tip=f"add `{name}` to its `types`, or delete its shards",
            )


SHARD_FOR_NOTHING = Rule(
    id="shard-for-nothing",
    severity=Severity.FINDING,
    summary="shards for a type that does not run at that moment",
    why="Machines would be started that find nothing to do.",
    example="runs: {pull_request: {types: [unit], shards: {e2e: 4}}}\n",
    judge=_judge,
)
