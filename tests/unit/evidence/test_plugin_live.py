"""Checkpoints of tests in workers are told while the tests run."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from specgen.evidence.load import load
from specgen.evidence.plugin_live import Live, live_of

SUITE = """
import json
from pathlib import Path

import pytest


@pytest.mark.parametrize("n", range(4))
def test_it(n, record_property, request, worker_id):
    record_property("specgen.checkpoint.first", 0.1)
    record_property("colour", "red")
    record_property("specgen.checkpoint.second", 0.2)
    (path,) = Path("records").glob(f"*-{worker_id}.live")
    entries = [json.loads(line) for line in path.read_text().splitlines()]
    mine = [each["name"] for each in entries if each["id"] == request.node.nodeid]
    assert mine == ["first", "second"]


def test_says_nothing():
    assert 1
"""


def test_each_worker_tells_for_as_long_as_it_runs(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SUITE)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--specgen-record=records",
               "-p", "no:cacheprovider"]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert not list(tmp_path.glob("records/*.live"))
    evidence = load([tmp_path / "records"], root=tmp_path)
    assert evidence.findings == ()
    reached = [r.measures.keys() for r in evidence.records if "test_it[" in r.node_id]
    assert len(reached) == 4
    assert all({"checkpoint.first", "checkpoint.second"} <= names for names in reached)


def test_on_another_machine_nothing_is_told(
    pytestconfig: pytest.Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of records is not there."""
    about = {"testrunuid": "run", "workerid": "gw7"}
    monkeypatch.setattr(pytestconfig, "workerinput", about, raising=False)
    monkeypatch.setattr(pytestconfig.option, "specgen_record", str(tmp_path / "none"))
    assert live_of(pytestconfig) is None
    monkeypatch.setattr(pytestconfig.option, "specgen_record", str(tmp_path))
    assert isinstance(live_of(pytestconfig), Live)
    assert list(tmp_path.iterdir()) == []  # not before there is something to tell


def test_lines_are_whole_and_end_with_the_worker(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path, item = tmp_path / "run-gw0.live", request.node
    live, before = Live(path), item.user_properties
    try:
        live.pytest_runtest_protocol(item)
        item.user_properties.append(("specgen.checkpoint.ready", 0.5))
        assert json.loads(path.read_bytes()) == {
            "kind": "checkpoint", "id": item.nodeid, "name": "ready",
        }  # fmt: skip
    finally:
        item.user_properties = before
    live.pytest_unconfigure()
    assert not path.exists()
