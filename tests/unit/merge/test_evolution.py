"""Every way in which specs and people change a generated test file: one folder per case.

`tests/cases/merge/<case>/spec.json` holds the scenarios before and after the spec change,
`human.py` the file as a person left it in between, `expected.py` and `findings.txt` what the merge
makes of it.  `pytest tests/unit/merge --accept` rewrites the latter two.
"""

import ast
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.merge.merge import merge
from specgen.merge.model import Merged

if TYPE_CHECKING:
    from tests.unit.merge.conftest import Plan

CASES = sorted(p for p in (Path(__file__).parents[2] / "cases/merge").iterdir() if p.is_dir())
TOKEN = re.compile(r"\w+|[^\w\s]")


def lock_of(*records: Record) -> Lock:
    return read_lock(write_lock(records))


def findings(merged: Merged) -> str:
    lines = ["vacant\n"] if merged.vacant else []
    for d in merged.findings:
        line = d.place.span.line if d.place.span else 0
        lines.append(f"{line}: {d.severity} {d.rule}: {d.message}\n    {d.tip}\n")
    return "".join(lines)


def tokens(data: bytes) -> Counter[str]:
    return Counter(TOKEN.findall(data.decode("utf-8", "replace")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_evolution(case: Path, plan: "Plan", *, accept: bool) -> None:
    spec = json.loads((case / "spec.json").read_text("utf-8"))
    before, after = plan(**spec["before"]), plan(**spec["after"])
    human = (case / "human.py").read_bytes()
    lock = lock_of(Record.of(before, Lock())) if spec.get("lock", True) else Lock()
    merged = merge(after, human, lock=lock)
    if accept:
        (case / "expected.py").write_bytes(merged.data)
        (case / "findings.txt").write_text(findings(merged), "utf-8")
    assert merged.data == (case / "expected.py").read_bytes()
    assert findings(merged) == (case / "findings.txt").read_text("utf-8")
    assert tokens(human) - tokens(before.text.encode()) <= tokens(merged.data)
    again = merge(after, merged.data, lock=lock_of(merged.record))
    assert again.data == merged.data
    assert findings(again) == findings(merged)
    assert again.record == merged.record
    if not any(d.rule == "unparsable" for d in merged.findings):
        ast.parse(merged.data)


def test_there_are_as_many_cases_as_promised() -> None:
    assert len(CASES) >= 60
