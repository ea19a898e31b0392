"""The truth tables of docs/outcomes.md by real runs of pytest: each cell that a run can make."""

from collections.abc import Mapping

import pytest
from tests.unit.evidence.test_model import DOCUMENT, PARAMETERS, RERUNS, cells

from specgen.evidence.load import load
from specgen.evidence.model import Evidence

pytest_plugins = ["pytester"]

MADE = ("pass", "fail", "error", "skip", "xfail", "xpass", "pending")
SUITE = """
import collections
import itertools
import pytest
from specgen.testing import pending

ATTEMPTS = collections.Counter()

@pytest.fixture
def becomes(request):
    one, other = request.function.two
    step = request.node.callspec.params.get("n") if "callspec" in dir(request.node) else None
    if step is None:
        step = ATTEMPTS[request.function.__name__]
        ATTEMPTS[request.function.__name__] += 1
    outcome = (one, other)[min(step, 1)]
    if outcome in ("xfail", "xpass"):
        request.applymarker(pytest.mark.xfail(strict=False))
    if outcome == "error":
        raise OSError("no disk")
    return outcome

def ends(outcome):
    if outcome in ("fail", "xfail"):
        raise ValueError(outcome)
    if outcome == "skip":
        pytest.skip("not here")
    if outcome == "pending":
        pending("write it")

def of_attempts(two):
    def test(becomes):
        ends(becomes)
    test.two = two
    return test

def of_parameters(two):
    @pytest.mark.parametrize("n", [0, 1])
    def test(n, becomes):
        ends(becomes)
    test.two = two
    return test

MAKE = of_{kind}
for two in itertools.product({made}, repeat=2):
    name = "test_" + "_".join(two)
    globals()[name] = MAKE(two)
    globals()[name].__name__ = name
"""
WORKERS = [(), ("-n", "1")]
REPEATING = [("--count", "2"), ("--flake-finder", "--flake-runs", "2")]


@pytest.fixture(autouse=True)
def _quiet(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nasyncio_default_fixture_loop_scope = function\n")


def recorded(pytester: pytest.Pytester, kind: str, *words: str) -> Evidence:
    pytester.makepyfile(test_it=SUITE.replace("{kind}", kind).replace("{made}", repr(MADE)))
    pytester.runpytest_inprocess("-p", "no:cacheprovider", "--specgen-record", "records", *words)
    return load([pytester.path / "records"], root=pytester.path)


def table(rows: list[list[str]]) -> dict[str, str]:
    """What a table says of the tests of the suite, by name."""
    made = [cell for cell in cells(rows) if {cell[0], cell[1]} <= set(MADE)]
    return {f"test_it.py::test_{one}_{other}": expected for one, other, expected in made}


def outcomes(evidence: Evidence) -> Mapping[str, str]:
    assert evidence.findings == ()
    assert [session.complete for session in evidence.sessions] == [True]
    return {test: str(outcome) for test, outcome in evidence.outcomes().items()}


@pytest.mark.parametrize("workers", WORKERS, ids=["alone", "xdist"])
def test_two_parameter_sets(pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    evidence = recorded(pytester, "parameters", *workers)
    assert outcomes(evidence) == table(PARAMETERS)
    assert len(evidence.records) == 2 * len(MADE) ** 2


@pytest.mark.parametrize("workers", WORKERS, ids=["alone", "xdist"])
@pytest.mark.parametrize("repeating", REPEATING, ids=["pytest-repeat", "pytest-flakefinder"])
def test_two_attempts(
    pytester: pytest.Pytester, repeating: tuple[str, ...], workers: tuple[str, ...]
) -> None:
    evidence = recorded(pytester, "attempts", *repeating, *workers)
    assert outcomes(evidence) == table(RERUNS)
    assert {record.attempt for record in evidence.records} == {1, 2}


@pytest.mark.parametrize("workers", WORKERS, ids=["alone", "xdist"])
def test_an_attempt_after_one_that_failed(
    pytester: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    """pytest-rerunfailures runs again only what failed; the rest has one attempt."""
    evidence = recorded(pytester, "attempts", "--reruns", "1", *workers)
    once = {test: test.split("_")[-2] for test in table(RERUNS)}
    again = {test: outcome for test, outcome in table(RERUNS).items() if once[test] in FAILED}
    assert outcomes(evidence) == once | again
    assert {r.test for r in evidence.records if r.attempt == 2} == again.keys()


FAILED = ("fail", "error")


SUBTESTS = """
import pytest
from specgen.testing import pending

@pytest.mark.parametrize("n", [1, 2])
def test_one_fails(subtests, n):
    for k in range(3):
        with subtests.test(msg="third", k=k):
            assert n + k != 4

def test_all_pass(subtests):
    for k in range(3):
        with subtests.test(k=k):
            assert k < 3

def test_one_skips(subtests):
    for k in range(2):
        with subtests.test(k=k):
            if k:
                pytest.skip("not here")

def test_fails_beside_them(subtests):
    with subtests.test():
        assert 1
    assert not 1

def test_is_owed_after_them(subtests):
    with subtests.test():
        assert 1
    pending("the rest")
"""


@pytest.mark.parametrize("workers", WORKERS, ids=["alone", "xdist"])
def test_subtests_weigh_like_parameters(
    pytester: pytest.Pytester, workers: tuple[str, ...]
) -> None:
    pytester.makepyfile(test_it=SUBTESTS)
    pytester.runpytest_inprocess("-p", "no:cacheprovider", "--specgen-record", "records", *workers)
    evidence = load([pytester.path / "records"], root=pytester.path)
    assert outcomes(evidence) == {
        "test_it.py::test_all_pass": "pass",
        "test_it.py::test_fails_beside_them": "fail",
        "test_it.py::test_is_owed_after_them": "pending",
        "test_it.py::test_one_fails": "fail",
        "test_it.py::test_one_skips": "skip",
    }
    assert len(evidence.records) == 6


def test_half_a_run_and_what_nobody_collected(pytester: pytest.Pytester) -> None:
    """What the table says of `not-reported`, by a run that its test ends in the middle."""
    pytester.makepyfile(
        test_it="import os, pytest\n"
        "@pytest.mark.parametrize('n', [0, 1])\ndef test_dies(n):\n    n and os._exit(9)\n"
        "def test_last():\n    assert 1\n"
    )
    words = ["-p", "no:cacheprovider", "--specgen-record", "records"]
    pytester.runpytest_subprocess(*words)
    evidence = load([pytester.path / "records"], root=pytester.path)
    assert {test: str(outcome) for test, outcome in evidence.outcomes().items()} == {
        "test_it.py::test_dies": dict_of(PARAMETERS)["pass", "not-reported"],
        "test_it.py::test_last": "not-reported",
    }
    assert evidence.missing(["test_it.py::test_gone"]) == ("test_it.py::test_gone",)


def dict_of(rows: list[list[str]]) -> dict[tuple[str, str], str]:
    return {(one, other): expected for one, other, expected in cells(rows)}


def test_each_outcome_of_one_attempt_is_made_here() -> None:
    """The first table lists what these runs make, and what no run can."""
    block = next(block for block in DOCUMENT.split("\n\n") if block.startswith("| outcome |"))
    listed = [line.split("|")[1].strip(" `") for line in block.splitlines()[2:]]
    assert sorted(listed) == sorted({*MADE, "not-collected", "not-reported"})
