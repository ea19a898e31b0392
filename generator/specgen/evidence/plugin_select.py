"""The selecting half of the plugin: keeps the tests of one type and one shard, in any order."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from specgen.evidence.model_outcome import without_parameters
from specgen.evidence.shards import deal


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what the file ``SPECGEN_SELECT`` and the shard ``SPECGEN_SHARD`` (``2/4``) name.

    The file holds ``keep`` (node ids without parameters) and ``open`` (files, each with the node
    ids that are another run's): what reading did not find in an open file runs too.
    """
    kept = _of_shard(_selected(item.nodeid for item in items))
    dropped = [item for item in items if item.nodeid not in kept]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = [item for item in items if item.nodeid in kept]


def _selected(node_ids: Iterable[str]) -> set[str]:
    path = os.environ.get("SPECGEN_SELECT")
    if not path:
        return set(node_ids)
    said = json.loads(Path(path).read_text("utf-8"))
    keep, others = set(said["keep"]), {file: set(ids) for file, ids in said["open"].items()}
    found = set()
    for node_id in node_ids:
        test, file = without_parameters(node_id), node_id.partition("::")[0]
        if test in keep or (file in others and test not in others[file]):
            found.add(node_id)
    return found


def _of_shard(node_ids: set[str]) -> set[str] | frozenset[str]:
    shard = os.environ.get("SPECGEN_SHARD")
    if not shard:
        return node_ids
    index, _, count = shard.partition("/")
    path = os.environ.get("SPECGEN_DURATIONS")
    seconds = json.loads(Path(path).read_text("utf-8")) if path else {}
    return deal(node_ids, int(count), seconds=seconds)[int(index) - 1]
