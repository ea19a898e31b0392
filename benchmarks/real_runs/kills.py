"""Runs that are ended by SIGKILL at any moment: what their records say, counted twice."""

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from specgen.evidence.load import load
from specgen.evidence.model_outcome import Outcome

KILLS = 20
Row = tuple[str, object, object]


def killed_often(root: Path, command: Sequence[str], gate: Sequence[str]) -> Iterator[Row]:
    """``command`` (pytest, to which the folder of records is added) killed ``KILLS`` times.

    Half of them with two workers.  Each file is read line by line here, and by the loader.
    """
    luck, ended, found = random.Random(7), Counter[str](), Counter[str]()
    whole = {words: _lasts(root, [*command, *words]) for words in ((), ("-n", "2"))}
    for turn in itertools.count():
        if ended.total() - ended["after its end"] == KILLS:
            break
        words = ("-n", "2") if turn % 2 else ()
        folder = root / "records-kills" / str(turn)
        shutil.rmtree(folder, ignore_errors=True)
        after = luck.uniform(0.3, 1.0) * whole[words]
        _kill([*command, *words, "--specgen-record", str(folder)], root, after=after)
        files = list(folder.glob("*.jsonl"))
        kind = _moment(files)
        ended[kind] += 1
        folder.mkdir(parents=True, exist_ok=True)
        if kind == "before it began":
            found.update(_wrong_at_the_gate(folder, root, gate, rule="no-evidence"))
        elif kind != "after its end":
            found.update(_wrong(files[0], root))
            found.update(_wrong_at_the_gate(folder, root, gate, rule="run-incomplete"))
    print(f"  killed: {dict(sorted(ended.items()))}")
    yield f"killed {KILLS} times: what is wrong", {}, dict(found)
    reached = ended["while tests ran"]
    yield f"killed {KILLS} times: while tests ran, at least a quarter", True, reached >= KILLS // 4


def _lasts(root: Path, command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=root, capture_output=True)
    return time.perf_counter() - began


def _kill(command: Sequence[str], root: Path, *, after: float) -> None:
    """Start ``command`` and end it, with all that it has started, after so many seconds."""
    process = subprocess.Popen(
        command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    time.sleep(after)
    os.killpg(process.pid, signal.SIGKILL)  # of its own session: those that it started
    process.wait()


def _moment(files: Sequence[Path]) -> str:
    """When the run was killed, by what its file holds."""
    data = files[0].read_bytes() if files else b""
    if b'"kind":"session"' not in data:
        return "before it began"
    if b'"kind":"end"' in data:
        return "after its end"
    return "while tests ran" if b'"kind":"test"' in data else "before the first test ended"


def _wrong(path: Path, root: Path) -> Iterator[str]:
    """What the loader says otherwise than the lines of the file do."""
    lines = path.read_bytes().splitlines(keepends=True)
    entries = [json.loads(line) for line in lines if line.endswith(b"\n")]
    tests = [(e["id"], e.get("attempt", 1)) for e in entries if e["kind"] == "test"]
    evidence = load([path], root=root)
    (session,) = evidence.sessions
    read = [(r.node_id, r.attempt) for r in evidence.records]
    outcomes = evidence.outcomes()
    silent = sum(outcome is Outcome.NOT_REPORTED for outcome in outcomes.values())
    reported = {id.split("[")[0] for id, _ in tests}
    expected = {id.split("[")[0] for id in session.expected}
    if evidence.findings:
        yield f"finding: {evidence.findings[0].message}"
    if session.complete or not session.stopped:
        yield "session is complete"
    if sorted(read) != sorted(tests):
        yield "other tests than there are lines"
    if len(set(read)) != len(read):
        yield "a test counts twice"
    if not reported <= outcomes.keys() or set(outcomes) != reported | expected:
        yield "other tests than were collected"
    if silent < len(expected - reported):
        yield "a test that is silent counts"
    yield from _wrong_when_cut(path, root, known=len(read))


def _wrong_when_cut(path: Path, root: Path, *, known: int) -> Iterator[str]:
    """The last line that tells of a test, cut anywhere: that test counts no more."""
    data = path.read_bytes()
    begins = data.rfind(b'{"kind":"test"')
    if begins < 0:
        return
    ends = data.index(b"\n", begins)
    cut = path.with_name(f"cut-{path.name}")
    for at in sorted({begins + 1, (begins + ends) // 2, ends - 1}):
        cut.write_bytes(data[:at])
        evidence = load([cut], root=root)
        if len(evidence.records) != known - 1 or evidence.findings:
            yield f"{len(evidence.records)} of {known} tests of a file cut in its last line"
    cut.unlink()


def _wrong_at_the_gate(
    folder: Path, root: Path, gate: Sequence[str], *, rule: str
) -> Iterator[str]:
    done = subprocess.run([*gate, str(folder)], cwd=root, capture_output=True, text=True)
    if done.returncode != 1:
        yield f"the gate ends with {done.returncode}"
    if rule not in done.stdout:
        yield f"the gate does not say {rule}"
    if "Traceback" in done.stdout + done.stderr:
        yield "the gate crashed"
