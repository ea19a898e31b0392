"""Laws of the ledger: order, repetition, branches and compaction change no answer."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.evidence.model_outcome import Outcome
from specgen.history.folder import append, compact, read_folder
from specgen.history.merge import merged
from specgen.history.model import Covered, History, Seen, Sitting, Trend
from specgen.history.text import as_text, from_text, name_of
from specgen.history.trend import trend
from specgen.program.model_policy import Remembering

TODAY = date(2026, 3, 31)
RULES = Remembering(samples=2, streak=2)
NAMES = st.sampled_from(["tests/a.py::test_a", "tests/a.py::test_b", "tests/ü.py::TestX::test_\n"])
MILLISECONDS = st.integers(0, 5000).map(lambda n: n / 1000)
SEEN = st.builds(Seen, st.sampled_from(list(Outcome)), MILLISECONDS)
DAYS = st.integers(0, 40).map(lambda n: (TODAY - timedelta(days=n)).isoformat())
STARTED = st.builds("{}T{:02}:00:00Z".format, DAYS, st.integers(0, 23)) | st.just("")
SITTINGS = st.builds(
    Sitting,
    id=st.sampled_from("abcdefgh"),  # so that the same session comes more than once
    started=STARTED,
    moment=st.sampled_from(["", "nightly"]),
    type=st.sampled_from(["unit", "e2e"]),
    tree=st.sampled_from(["", "t1", "t2"]),
    os=st.sampled_from(["linux", "win32"]),
    python=st.just("3.12"),
    seconds=MILLISECONDS,
    tests=st.dictionaries(NAMES, SEEN, max_size=3),
)
SHARES = st.integers(0, 9).map(lambda n: (n, 10))
COVERED = st.builds(
    Covered,
    tree=st.sampled_from(["t1", "t2"]),
    started=STARTED,
    files=st.dictionaries(st.sampled_from(["a.py", "b.py"]), SHARES, min_size=1),
)
RUNS = st.lists(
    st.builds(
        History,
        st.lists(SITTINGS, max_size=3).map(tuple),
        st.lists(COVERED, max_size=2).map(tuple),
    ),
    max_size=6,
)


def answer(history: History) -> Trend:
    return trend(history, TODAY, project="shop", rules=RULES)


@contextmanager
def ledger(runs: list[History]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        for run in runs:
            append(Path(name), run)
        yield Path(name)


@given(RUNS, st.randoms(use_true_random=False))
@settings(max_examples=examples(200))
def test_order_and_repetition_change_nothing(runs: list[History], random: object) -> None:
    shuffled = [*runs, *runs[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random of Hypothesis
    assert merged(shuffled) == merged(runs)
    assert merged([merged(runs[:3]), merged(runs[3:])]) == merged(runs)
    assert answer(merged(shuffled)) == answer(merged(runs))


@given(RUNS)
@settings(max_examples=examples(200))
def test_text_and_back(runs: list[History]) -> None:
    history = merged(runs)
    text = as_text(history)
    assert from_text(text) == history
    assert as_text(history) == text
    assert name_of(text, history) == name_of(as_text(merged([history])), history)


@given(RUNS)
@settings(max_examples=examples(60), deadline=None)
def test_a_folder_is_the_union_of_its_runs(runs: list[History]) -> None:
    with ledger([*runs, *runs]) as folder:
        history, wrong = read_folder(folder)
        assert (history, wrong) == (merged(runs), ())
        assert len(list(folder.iterdir())) <= len(runs)


@given(RUNS)
@settings(max_examples=examples(60), deadline=None)
def test_compaction_changes_no_answer(runs: list[History]) -> None:
    with ledger(runs) as folder:
        before = read_folder(folder)
        compact(folder)
        assert read_folder(folder) == before
        assert len(list(folder.iterdir())) == min(1, len(runs))
        assert compact(folder) == (0, 0)


@given(RUNS, RUNS, RUNS)
@settings(max_examples=examples(60), deadline=None)
def test_branches_merge_even_where_both_compacted(
    common: list[History], ours: list[History], theirs: list[History]
) -> None:
    """What git does: a file that either side deleted is gone, one that either added is there."""
    with ledger(common) as folder:
        start = {p.name: p.read_bytes() for p in folder.iterdir()}
    sides = []
    for added in (ours, theirs):
        with ledger([*common, *added]) as folder:
            compact(folder)
            sides.append({p.name: p.read_bytes() for p in folder.iterdir()})
    kept = {n: b for n, b in start.items() if all(n in side for side in sides)}
    added_files = {n: b for side in sides for n, b in side.items() if n not in start}
    with tempfile.TemporaryDirectory() as name:
        for path, data in (kept | added_files).items():
            (Path(name) / path).write_bytes(data)
        assert read_folder(Path(name))[0] == merged([*common, *ours, *theirs])
