"""A share of `python -m benchmarks.fuzz` that is the same every time: 20,000 inputs in all.

The long search runs outside; what it finds becomes a case in `benchmarks/fuzz/corpus`, or of the
tests.  Every batch ends with the controls of its target: a good input, and a planted fault.
"""

import json
from pathlib import Path

import pytest
from benchmarks.fuzz.__main__ import TARGETS
from benchmarks.fuzz.harness import State, batch, control, table, tried
from benchmarks.fuzz.model import Target

COUNTS = {"read": 9_000, "edit": 7_500, "gate": 3_000, "check": 200, "build": 200, "merge": 100}
OPEN = (  # what was found and is not mended yet: an edit by hand and a spec edit at once
    "wrong: a second build would write docs/testing/",
)
LEAST = 0.5  # of the inputs get past the first stage
SEED = 11
BY_NAME = {target.name: target for target in TARGETS}


def test_all_targets_are_here() -> None:
    assert COUNTS.keys() == BY_NAME.keys()
    assert sum(COUNTS.values()) == 20_000


@pytest.mark.parametrize("name", COUNTS)
def test_nothing_is_found(name: str, *, tmp_path: Path) -> None:
    target, state = BY_NAME[name], State(tmp_path, SEED)
    for _ in range(COUNTS[name] // 100):
        batch(target, 100, state=state)
    count = state.of(target)
    found = [kind for kind in count.finds if not kind.startswith(OPEN)]
    assert found == [], [p.read_text() for p in tmp_path.glob("finds/*/trace.txt")]
    assert count.next == COUNTS[name]
    assert count.controls == COUNTS[name] // 100
    assert count.passed[target.stages[0]] >= LEAST * count.next, table([target], state)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_controls_hold(target: Target, *, tmp_path: Path) -> None:
    control(target, tmp_path)
    with target.planted():
        found = tried(target, target.good(), tmp_path)
    assert found.fault
    assert found.trace


def test_the_state_goes_on(tmp_path: Path) -> None:
    target = BY_NAME["gate"]
    state = State(tmp_path, SEED)
    batch(target, 3, state=state)
    state.write()
    assert json.loads((tmp_path / "state.json").read_text())["seed"] == SEED
    again = State.read(tmp_path, seed=99)
    assert (again.seed, again.of(target)) == (SEED, state.of(target))
    batch(target, 2, state=again)
    assert again.of(target).next == 5


def test_a_planted_fault_is_kept_with_its_input(tmp_path: Path) -> None:
    target, state = BY_NAME["read"], State(tmp_path, SEED)
    with target.planted(), pytest.raises(AssertionError, match="a good input fails"):
        batch(target, 2, state=state)
    (kind,) = state.of(target).finds
    assert kind.startswith("TypeError in ")
    assert (tmp_path / "finds/read-0/trace.txt").read_text().startswith(kind)
