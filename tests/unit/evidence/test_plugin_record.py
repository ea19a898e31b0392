"""Recording: one line per test as it ends, whatever ends the run."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from specgen.evidence.inputs import inputs_of
from specgen.evidence.load import load
from specgen.evidence.model import Evidence
from specgen.evidence.model_outcome import Outcome

pytest_plugins = ["pytester"]

SUITE = """
import warnings
import pytest
from specgen.testing import pending

@pytest.fixture
def broken():
    raise OSError("no disk")

@pytest.fixture
def unclean():
    yield
    raise OSError("no disk")

@pytest.mark.stress
@pytest.mark.spec("cart.stress.load")
@pytest.mark.parametrize("n", ["a/b", "c::d"])
def test_measured(n, request):
    request.node.user_properties.append(("specgen.p95", 0.25))

def test_fail():
    assert not 1

def test_error(broken):
    assert 1

def test_unclean(unclean):
    assert 1

def test_skip():
    pytest.skip("no network")

@pytest.mark.xfail(reason="later")
def test_xfail():
    assert not 1

@pytest.mark.xfail(strict=True)
def test_strict():
    assert 1

@pytest.mark.xfail(strict=False)
def test_xpass():
    assert 1

@pytest.mark.spec("cart.unit.owed")
def test_pending():
    pending("write it")

def test_warns():
    warnings.warn("careful")
"""
OUTCOMES = {
    "test_measured": Outcome.PASS,
    "test_fail": Outcome.FAIL,
    "test_error": Outcome.ERROR,
    "test_unclean": Outcome.ERROR,
    "test_skip": Outcome.SKIP,
    "test_xfail": Outcome.XFAIL,
    "test_strict": Outcome.XPASS,
    "test_xpass": Outcome.XPASS,
    "test_pending": Outcome.PENDING,
    "test_warns": Outcome.PASS,
}


@pytest.fixture(autouse=True)
def _quiet(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nasyncio_default_fixture_loop_scope = function\n")


def recorded(pytester: pytest.Pytester, *extra: str) -> Evidence:
    pytester.runpytest_inprocess("-p", "no:cacheprovider", "--specgen-record", "records", *extra)
    return load([pytester.path / "records"], root=pytester.path)


@pytest.mark.parametrize("extra", [(), ("-n", "2"), ("--specgen-strict",)], ids=" ".join)
def test_every_outcome(pytester: pytest.Pytester, extra: tuple[str, ...]) -> None:
    pytester.makepyfile(test_it=SUITE)
    evidence = recorded(pytester, "-W", "default", *extra)
    assert evidence.outcomes() == {f"test_it.py::{k}": v for k, v in sorted(OUTCOMES.items())}
    (session,) = evidence.sessions
    assert session.complete
    assert len(session.expected) == session.count == len(evidence.records) == 11
    assert evidence.findings == ()
    by_name = {record.test.partition("::")[2]: record for record in evidence.records}
    measured = by_name["test_measured"]
    assert (measured.type, measured.spec_ids) == ("stress", ("cart.stress.load",))
    assert measured.measures == {"p95": 0.25}
    assert by_name["test_skip"].reason == "no network"
    assert by_name["test_xfail"].reason == "later"
    assert "no disk" in by_name["test_error"].message
    assert by_name["test_warns"].warnings == ("UserWarning: careful",)
    assert {bool(record.worker) for record in evidence.records} == {"-n" in extra}


def test_a_file_that_cannot_be_collected_is_an_error(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it="import nowhere_to_be_found\n")
    evidence = recorded(pytester)
    assert evidence.outcomes() == {"test_it.py": Outcome.ERROR}
    assert "nowhere_to_be_found" in evidence.records[0].message


def test_a_worker_that_dies_is_an_error(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it="import os\ndef test_dies():\n    os._exit(3)\n")
    evidence = recorded(pytester, "-n", "1")
    assert evidence.outcomes() == {"test_it.py::test_dies": Outcome.ERROR}


def test_subtests_weigh_like_parameters(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="import unittest\n"
        "class TestIt(unittest.TestCase):\n"
        "    def test_it(self):\n"
        "        for n in (1, 2):\n"
        "            with self.subTest(n=n):\n"
        "                assert n == 1\n"
    )
    assert recorded(pytester).outcomes() == {"test_it.py::TestIt::test_it": Outcome.FAIL}


def test_records_nothing_unless_asked(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it="def test_it():\n    assert 1\n")
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
    assert sorted(p.suffix for p in pytester.path.iterdir() if p.is_file()) == [".ini", ".py"]


def test_a_session_says_what_its_starter_knows(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = '{"moment":"commit","type":"smoke","shard":2,"shards":4,"tree":"t","commit":"c"}'
    monkeypatch.setenv("SPECGEN_SESSION", said)
    monkeypatch.setenv("SPECGEN_RECORD", "records")
    pytester.makepyfile(test_it="def test_it():\n    assert 1\n")
    pytester.runpytest_inprocess("-p", "no:cacheprovider")
    evidence = load([pytester.path / "records"], root=pytester.path)
    (session,) = evidence.sessions
    assert (session.moment, session.type, session.shard, session.shards) == (
        "commit",
        "smoke",
        2,
        4,
    )
    assert (session.tree, session.commit, session.os) == ("t", "c", sys.platform)
    assert evidence.records[0].type == "smoke"


@pytest.mark.parametrize("name", ["GITHUB_JOB", "CI_JOB_NAME"])
def test_a_session_says_which_job_and_runner_it_is_of(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, *, name: str
) -> None:
    monkeypatch.delenv("GITHUB_JOB", raising=False)
    monkeypatch.setenv(name, "tests")
    monkeypatch.setenv("SPECGEN_RUNNER", "ubuntu-24.04")
    monkeypatch.setenv("SPECGEN_RECORD", "records")
    pytester.makepyfile(test_it="def test_it():\n    assert 1\n")
    pytester.runpytest_inprocess("-p", "no:cacheprovider")
    (session,) = load([pytester.path / "records"], root=pytester.path).sessions
    assert (session.job, session.runner) == ("tests", "ubuntu-24.04")


TWICE = """
import pathlib
import pytest

@pytest.mark.parametrize("n", ["a", "b-2"])
def test_params(n):
    assert n

def test_second_time():
    seen = pathlib.Path("seen")
    first = not seen.exists()
    seen.touch()
    assert not first
"""
REPEATING = {
    "pytest-repeat": ("--count", "3"),
    "pytest-flakefinder": ("--flake-finder", "--flake-runs", "3"),
    "pytest-rerunfailures": ("--reruns", "2"),
}


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "xdist"])
@pytest.mark.parametrize("plugin", REPEATING)
def test_attempts_go_by_one_id(
    pytester: pytest.Pytester, plugin: str, workers: tuple[str, ...]
) -> None:
    pytester.makepyfile(test_it=TWICE)
    evidence = recorded(pytester, *REPEATING[plugin], *workers)
    rerun = plugin == "pytest-rerunfailures"
    attempts = Counter(record.node_id for record in evidence.records)
    once = 1 if rerun else 3
    assert attempts == {
        "test_it.py::test_params[a]": once,
        "test_it.py::test_params[b-2]": once,
        "test_it.py::test_second_time": 2 if rerun else 3,
    }
    outcomes = [r.outcome for r in evidence.records if r.test == "test_it.py::test_second_time"]
    assert outcomes == [Outcome.FAIL, Outcome.PASS, Outcome.PASS][: len(outcomes)]
    assert evidence.outcomes() == {
        "test_it.py::test_params": Outcome.PASS,
        "test_it.py::test_second_time": Outcome.FLAKY,
    }
    assert set(evidence.sessions[0].expected) == set(attempts)


@pytest.mark.parametrize(
    ("words", "seed"),
    [
        ((), ""),
        (("--hypothesis-seed", "7"), "hypothesis=7"),
        (("--random-order-seed", "11"), "random-order=11"),
    ],
)
def test_seeds_are_recorded(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], seed: str
) -> None:
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    pytester.makepyfile(test_it="def test_it():\n    assert 1\n")
    assert recorded(pytester, *words).sessions[0].seed == seed
    monkeypatch.setenv("SPECGEN_SEED", "3")
    (pytester.path / "records").rename("older")
    evidence = recorded(pytester, *words, "-n", "1")
    assert evidence.sessions[0].seed == f"{seed} SPECGEN_SEED=3".strip()


def test_a_coroutine_that_nobody_awaited_is_recorded(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="import gc\n"
        "async def work():\n    return 1\n"
        "def test_forgets():\n    work()\n    gc.collect()\n"
    )
    for extra in ((), ("-n", "1"), ("--count", "2")):
        evidence = recorded(pytester, "-W", "default", *extra)
        said = {text for record in evidence.records for text in record.warnings}
        assert said == {"RuntimeWarning: coroutine 'work' was never awaited"}
        assert all(record.warnings for record in evidence.records)


def test_modules_come_from_the_run_that_knows_them(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makepyfile(test_it=TWICE)
    test = "test_it.py::test_params"
    said = {"keep": [test], "open": {}, "modules": {test: ["shop.cart", "shop.tax"]}}
    (pytester.path / "select.json").write_text(json.dumps(said))
    monkeypatch.setenv("SPECGEN_SELECT", str(pytester.path / "select.json"))
    for extra in ((), ("-n", "1")):
        found = {(r.node_id, r.modules) for r in recorded(pytester, *extra).records}
        both = ("shop.cart", "shop.tax")
        assert found == {(f"{test}[a]", both), (f"{test}[b-2]", both)}


@pytest.mark.parametrize(
    ("how", "stopped"),
    [
        (signal.SIGKILL, "no end was recorded; last started test_it.py::test_hangs"),
        (signal.SIGINT, "interrupted; last started test_it.py::test_hangs"),
    ],
)
def test_a_killed_run_leaves_its_records(
    pytester: pytest.Pytester, how: signal.Signals, stopped: str
) -> None:
    pytester.makepyfile(
        test_it="import time\n"
        "def test_first():\n    assert 1\n"
        "def test_hangs():\n    time.sleep(60)\n"
        "def test_last():\n    assert 1\n"
    )
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    process = subprocess.Popen(
        [*words, "--specgen-record", "records"],
        cwd=pytester.path,
        env={**os.environ, "COVERAGE_PROCESS_START": ""},
        stdout=subprocess.DEVNULL,
    )
    folder = pytester.path / "records"
    while not _seen(folder, b'"start","id":"test_it.py::test_hangs"'):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(how)
    process.wait()
    evidence = load([folder], root=pytester.path)
    (session,) = evidence.sessions
    assert (session.complete, session.stopped) == (False, stopped)
    outcomes = evidence.outcomes()
    assert outcomes["test_it.py::test_first"] is Outcome.PASS
    assert outcomes["test_it.py::test_last"] is Outcome.NOT_REPORTED


def _seen(folder: Path, text: bytes) -> bool:
    return any(text in path.read_bytes() for path in folder.glob("*.jsonl"))


SKIP_THEMSELVES = {
    "test_one": "import pytest\npytest.skip('off', allow_module_level=True)\n\ndef test_a(): ...\n",
    "test_two": "import pytest\npytest.importorskip('nothing_of_that_name')\n\ndef test_b(): ...\n",
    "test_three": "def test_c(): ...\n",
}


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_files_that_skip_themselves(pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    """Nothing else would tell them from files that nobody ran; once, whoever imported them."""
    pytester.makepyfile(**SKIP_THEMSELVES)
    pytester.runpytest_inprocess("-p", "no:cacheprovider", "--specgen-record", "records", *workers)
    evidence = load([pytester.path / "records"], root=pytester.path)
    assert [(r.node_id, str(r.outcome), r.reason) for r in evidence.records] == [
        ("test_one.py", "skip", "off"),
        ("test_three.py::test_c", "pass", ""),
        ("test_two.py", "skip", "could not import 'nothing_of_that_name': "
         "No module named 'nothing_of_that_name'"),
    ]  # fmt: skip
    assert [session.complete for session in evidence.sessions] == [True]


ATTEMPTS = """
import pytest
RUNS = []

@pytest.mark.flaky(reruns=2)
def test_never(subtests):
    with subtests.test("a"):
        assert 0
    with subtests.test("b"):
        assert 1
    assert 0

@pytest.mark.flaky(reruns=2)
def test_at_last(subtests):
    RUNS.append(1)
    with subtests.test("a"):
        assert len(RUNS) == 2
    assert len(RUNS) == 2

@pytest.mark.flaky(reruns=2)
def test_always(subtests):
    with subtests.test("a"):
        assert 1
"""


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "xdist"])
def test_subtests_belong_to_the_attempt_whose_set_up_they_come_before(
    pytester: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    """pytest-rerunfailures reports a test when it has ended, subtests are reported as they end."""
    pytester.makepyfile(test_it=ATTEMPTS)
    words = ("-p", "no:cacheprovider", "--specgen-record", "records")
    pytester.runpytest_inprocess(*words, *workers)
    evidence = load([pytester.path / "records"], root=pytester.path)
    assert {test: str(outcome) for test, outcome in evidence.outcomes().items()} == {
        "test_it.py::test_always": "pass",
        "test_it.py::test_at_last": "flaky",
        "test_it.py::test_never": "fail",
    }
    attempts = [(r.test[12:], r.attempt, str(r.outcome)) for r in evidence.records]
    assert attempts == [
        ("test_always", 1, "pass"),
        ("test_at_last", 1, "fail"),
        ("test_at_last", 2, "pass"),
        ("test_never", 1, "fail"),
        ("test_never", 2, "fail"),
        ("test_never", 3, "fail"),
    ]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ((), ""),
        (("-q", "--maxfail=1"), ""),
        (("-k", "not a"), "-k not a"),
        (("-kb", "--lf"), "-kb --lf"),
        (("--deselect=test_it.py::test_x", "."), "--deselect=test_it.py::test_x ."),
        (("-m", "unit", "--ignore", "old"), "-m unit --ignore old"),
    ],
)
def test_what_a_run_was_asked_for(
    pytester: pytest.Pytester, *, words: tuple[str, ...], asked: str
) -> None:
    pytester.makepyfile(test_it="def test_x(): ...\n")
    pytester.runpytest_inprocess("--specgen-record", "records", *words)
    (session,) = load([pytester.path / "records"], root=pytester.path).sessions
    assert session.asked == asked


@pytest.mark.parametrize("extra", [(), ("-n", "2")], ids=" ".join)
def test_a_session_says_what_it_was_made_from(
    pytester: pytest.Pytester, extra: tuple[str, ...]
) -> None:
    pytester.makepyfile(test_it="def test_it():\n    assert 1\n")
    (origin,) = recorded(pytester, *extra).origins
    assert origin.inputs.tree == inputs_of(pytester.path).tree
    assert origin.inputs.parts.keys() == {"tests", "settings"}
    assert (origin.subject, origin.changed, origin.left) == ("records of all tests", (), ())


def test_a_tree_that_changes_meanwhile_is_said(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_it="from pathlib import Path\ndef test_it():\n"
        "    Path('shop.py').write_text('x = 1')\n"
        "    Path('tests/out.png').write_text('x')\n"
        "    Path('records/out.py').write_text('x')\n"
    )
    (pytester.path / "tests").mkdir()
    (origin,) = recorded(pytester).origins
    assert (origin.changed, origin.left) == (("shop.py",), ("tests/out.png",))
    now = inputs_of(pytester.path, without=[pytester.path / "records"]).tree
    assert origin.after == now != origin.inputs.tree
    assert not origin.of(now)
