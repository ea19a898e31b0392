"""How far a job is, read from files while they grow."""

import json
from pathlib import Path

from specgen.runner.model import Progress
from specgen.runner.watch import Watch


def told(path: Path, *entries: dict[str, object]) -> None:
    with path.open("a") as stream:
        stream.writelines(json.dumps(entry) + "\n" for entry in entries)


def start(name: str) -> dict[str, object]:
    return {"kind": "start", "id": name}


def test_test_by_test(tmp_path: Path) -> None:
    watch, path = Watch(tmp_path), tmp_path / "1.jsonl"
    assert watch.look() == Progress()
    told(path, {"kind": "session"}, {"kind": "collected", "count": 2}, start("a"))
    assert watch.look() == Progress(0, 2, {}, "a")
    told(path, {"kind": "checkpoint", "name": "ready"})
    assert watch.look() == Progress(0, 2, {}, "a", "ready")
    told(path, {"kind": "test", "id": "a", "outcome": "pass"}, start("b"))
    assert watch.look() == Progress(1, 2, {"pass": 1}, "b")
    told(path, {"kind": "test", "id": "b", "outcome": "fail"})
    assert watch.look() == Progress(2, 2, {"fail": 1, "pass": 1}, "b")
    assert not watch.ended
    told(path, {"kind": "end", "status": 0})
    watch.look()
    assert watch.ended


def test_a_line_that_is_not_whole_yet_waits(tmp_path: Path) -> None:
    watch, path = Watch(tmp_path), tmp_path / "1.jsonl"
    path.write_text('{"kind":"start",')
    assert watch.look() == Progress()
    with path.open("a") as stream:
        stream.write('"id":"a"}\n')
    assert watch.look().last == "a"


def test_under_workers_the_one_that_is_stuck_is_told(tmp_path: Path) -> None:
    """Not the one that was started last: it has ended."""
    watch, path = Watch(tmp_path), tmp_path / "1.jsonl"
    told(path, start("stuck"), start("quick"))
    told(tmp_path / "run-gw0.live", {"kind": "checkpoint", "id": "stuck", "name": "connected"})
    told(tmp_path / "run-gw1.live", {"kind": "checkpoint", "id": "quick", "name": "done"})
    watch.look()
    told(path, {"kind": "test", "id": "quick[1-2]", "raw": "quick", "outcome": "pass"})
    found = watch.look()
    assert (found.last, found.checkpoint, found.done) == ("stuck", "connected", 1)


def test_the_file_of_a_worker_that_has_ended_is_gone(tmp_path: Path) -> None:
    watch, path = Watch(tmp_path), tmp_path / "run-gw0.live"
    told(path, {"kind": "checkpoint", "id": "a", "name": "one"})
    assert watch.look().checkpoint == "one"
    path.unlink()
    assert watch.look().checkpoint == "one"
