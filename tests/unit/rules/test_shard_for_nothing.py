"""Shards are of types that run."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.shard_for_nothing import SHARD_FOR_NOTHING

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def test_shards_of_a_type_that_does_not_run(
    facts_of: FactsOf, run_of: Make, said: Said, routes: Routes
) -> None:
    run = run_of("pull_request", "unit", shards={"unit": 2, "e2e": 4})
    facts = facts_of(runs=(run,))
    assert said(SHARD_FOR_NOTHING, facts) == [
        "`pull_request` has shards for e2e and does not run it"
    ]
    assert routes(SHARD_FOR_NOTHING, facts) == [("runs", "pull_request", "shards", "e2e")]
