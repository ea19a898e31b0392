"""The sharding half of the plugin: keeps the tests of one shard, whatever order they come in."""

import json
import os
from pathlib import Path

import pytest

from specgen.evidence.shards import deal


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what ``SPECGEN_SHARD`` (``2/4``) says, balanced by the file ``SPECGEN_DURATIONS``."""
    index, _, count = os.environ["SPECGEN_SHARD"].partition("/")
    path = os.environ.get("SPECGEN_DURATIONS")
    seconds = json.loads(Path(path).read_text("utf-8")) if path else {}
    mine = deal((item.nodeid for item in items), int(count), seconds=seconds)[int(index) - 1]
    dropped = [item for item in items if item.nodeid not in mine]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = [item for item in items if item.nodeid in mine]
