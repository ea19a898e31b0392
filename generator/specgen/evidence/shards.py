"""Deal tests out to shards: every test to exactly one, by how long each took last time."""

from collections.abc import Iterable, Mapping

from specgen.evidence.model_outcome import without_parameters

UNKNOWN_SECONDS = 0.1  # a test that was never recorded


def deal(
    node_ids: Iterable[str], shards: int, *, seconds: Mapping[str, float]
) -> tuple[frozenset[str], ...]:
    """The node ids of each of ``shards`` shards.

    The parameter sets of one test stay together, because they share fixtures.  The longest go
    first, each to the shard that has least so far.  The result depends on the set of ids and on
    ``seconds`` (per node id without parameters), not on the order they come in.
    """
    groups: dict[str, list[str]] = {}
    for node_id in node_ids:
        groups.setdefault(without_parameters(node_id), []).append(node_id)
    load = [0.0] * shards
    dealt: list[set[str]] = [set() for _ in range(shards)]
    cost = {test: seconds.get(test, UNKNOWN_SECONDS * len(ids)) for test, ids in groups.items()}
    for test in sorted(groups, key=lambda test: (-cost[test], test)):
        least = min(range(shards), key=lambda index: (load[index], index))
        load[least] += cost[test]
        dealt[least].update(groups[test])
    return tuple(map(frozenset, dealt))
