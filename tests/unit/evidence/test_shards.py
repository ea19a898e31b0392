"""Shards: every test in exactly one, balanced, whatever order tests come in."""

import random

from hypothesis import given
from hypothesis import strategies as st

from specgen.evidence.model_outcome import without_parameters
from specgen.evidence.shards import deal

NAMES = st.builds("t.py::test_{}{}".format, st.integers(0, 30), st.sampled_from(["", "[a]", "[b]"]))
IDS = st.lists(NAMES, unique=True)
SECONDS = st.dictionaries(st.builds("t.py::test_{}".format, st.integers(0, 30)), st.floats(0, 100))


@given(IDS, st.integers(1, 6), SECONDS)
def test_every_test_is_in_exactly_one(
    ids: list[str], shards: int, seconds: dict[str, float]
) -> None:
    dealt = deal(ids, shards, seconds=seconds)
    assert len(dealt) == shards
    assert sorted(id for shard in dealt for id in shard) == sorted(ids)


@given(IDS, st.integers(1, 6), SECONDS, st.randoms(use_true_random=False))
def test_order_means_nothing(
    ids: list[str], shards: int, seconds: dict[str, float], order: random.Random
) -> None:
    shuffled = order.sample(ids, len(ids))
    assert deal(shuffled, shards, seconds=seconds) == deal(ids, shards, seconds=seconds)


@given(IDS, st.integers(1, 6))
def test_parameter_sets_stay_together(ids: list[str], shards: int) -> None:
    dealt = deal(ids, shards, seconds={})
    homes = [{without_parameters(id) for id in shard} for shard in dealt]
    assert sum(map(len, homes)) == len(set().union(*homes))


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=40), st.integers(1, 6))
def test_no_shard_takes_much_more_than_its_share(times: list[float], shards: int) -> None:
    seconds = {f"t.py::test_{n}": time for n, time in enumerate(times)}
    loads = [sum(seconds[id] for id in s) for s in deal(seconds, shards, seconds=seconds)]
    assert max(loads) <= sum(times) / shards + max(times) + 1e-6
