"""JUnit XML as its producers wrote it: every outcome, name, duration and measure of real files."""

from pathlib import Path

import pytest

from specgen.evidence.junit import load_junit
from specgen.evidence.load import load

SAMPLES = Path(__file__).parent / "samples/junit"
IT = "tests/test_it.py"
PYTEST = {
    f"{IT}::TestUnittest::test_expected": "xfail",
    f"{IT}::TestUnittest::test_passes": "pass",
    f"{IT}::TestUnittest::test_skipped": "skip",
    f"{IT}::test_error_after": "error",
    f"{IT}::test_error_before": "error",
    f"{IT}::test_fails": "fail",
    f"{IT}::test_fails_and_error_after": "error",
    f"{IT}::test_fails_as_expected": "xfail",
    f"{IT}::test_one_parameter_fails": "fail",
    f"{IT}::test_passes": "pass",
    f"{IT}::test_passes_against_strict": "xpass",
    f"{IT}::test_passes_unexpectedly": "pass",  # pytest writes it as one that passed
    f"{IT}::test_second_time": "fail",
    f"{IT}::test_skipped": "skip",
}
RERUN = PYTEST | {f"{IT}::test_second_time": "pass"}  # pytest writes the last attempt only
SUBTESTS = {
    "tests/test_sub.py::TestSub::test_skips_one": "skip",
    "tests/test_sub.py::TestSub::test_sub": "fail",
    "tests/test_sub.py::test_all_subtests_pass": "pass",
    "tests/test_sub.py::test_subtests": "fail",
}
COLLECTION = {"tests/test_absent.py": "skip", "tests/test_broken.py": "error"}
EVERY = {
    "tests/test_absent.py": "skip",
    f"{IT}::TestUnit::test_sub": "fail",
    f"{IT}::TestUnit::test_unexpected": "fail",
    f"{IT}::test_error_after": "error",
    f"{IT}::test_error_before": "error",
    f"{IT}::test_fails": "fail",
    f"{IT}::test_one_parameter_fails": "fail",
    f"{IT}::test_passes": "pass",
    f"{IT}::test_second_time": "fail",
    f"{IT}::test_skip": "skip",
    f"{IT}::test_skip_and_error_after": "error",
    f"{IT}::test_subtests": "fail",
    f"{IT}::test_xfail": "xfail",
    f"{IT}::test_xfail_and_error_after": "error",
    f"{IT}::test_xpass": "pass",  # pytest writes it as one that passed
    f"{IT}::test_xpass_strict": "xpass",
}
EVERY_IN_IT = {test: outcome for test, outcome in EVERY.items() if test.startswith(IT)}
OWED = {"tests/test_owed.py::test_owed": "pending"}
MOCHA = {
    "/tmp/shop/js/t/cart.mocha.cjs::cart adds 1.5 and 2": "pass",
    "/tmp/shop/js/t/cart.mocha.cjs::cart fails": "fail",
    "/tmp/shop/js/t/cart.mocha.cjs::cart tax adds": "fail",
    "/tmp/shop/js/t/cart.mocha.cjs::cart total adds": "pass",
}
UNITTEST = {
    "TestBroken::setUpClass": "error",
    "TestCart::test_error": "error",
    "TestCart::test_expected": "xfail",
    "TestCart::test_fails": "fail",
    "TestCart::test_passes": "pass",
    "TestCart::test_skipped": "skip",
    "TestCart::test_sub": "fail",
}
WRITTEN = {
    "pytest8-xunit1": PYTEST,
    "pytest8-xunit2": PYTEST,
    "pytest9-xunit1": PYTEST,
    "pytest9-xunit2": PYTEST,
    "pytest8-reruns-xdist": RERUN,
    "pytest9-reruns-xdist": RERUN,
    "pytest8-subtests": SUBTESTS,
    "pytest9-subtests": SUBTESTS,
    "pytest9-collection": COLLECTION,
    "pytest9-collection-xunit1": COLLECTION,
    "pytest9-pending": OWED,
    "pytest9-pending-strict": OWED,
    "pytest92-every": EVERY,
    "pytest92-reruns": EVERY_IN_IT | {f"{IT}::test_second_time": "flaky"},
    "pytest92-xdist": EVERY_IN_IT,
    "pytest92-xdist-clash": {"gw1": "error"},
    "pytest92-session-timeout": {"test_t.py::test_a": "pass"},  # nothing says that one did not run
    "xmlrunner4": {
        "test_u.py::TestU::test_expected": "xfail",
        "test_u.py::TestU::test_fails": "fail",
        "test_u.py::TestU::test_passes": "pass",
        "test_u.py::TestU::test_unexpected": "xpass",
    },
    "behave-undefined": {"cart.py::Cart::Passes": "pass", "cart.py::Cart::Undefined": "error"},
    "xmlrunner": {"test_broken.py": "error"}
    | {f"tests/test_plain.py::{name}": outcome for name, outcome in UNITTEST.items()},
    "nose2": {
        "tests/test_broken.py": "error",
        "tests/test_ut.py::TestCart::test_unexpected": "xpass",
    }
    | {f"tests/test_ut.py::{name}": outcome for name, outcome in UNITTEST.items()},
    "behave": {
        "cart.py::Cart::Fails": "fail",
        "cart.py::Cart::Has no steps yet": "error",
        "cart.py::Cart::Passes": "pass",
    },
    "robot": {"Cart::Fails": "fail", "Cart::Is Skipped": "skip", "Cart::Passes": "pass"},
    "ctest": {
        "disabled.py::disabled": "skip",  # it has no child that says so
        "fails.py::fails": "fail",
        "not_there.py::not_there": "skip",
        "passes.py::passes": "pass",
        "skipped.py::skipped": "skip",
    },
    "gotestsum": {
        "example.com/cart::TestFails": "fail",
        "example.com/cart::TestPasses": "pass",
        "example.com/cart::TestSkips": "skip",
        "example.com/cart::TestSub": "fail",
        "example.com/cart::TestSub/one": "pass",
        "example.com/cart::TestSub/two": "fail",
    },
    "bats": {
        "a/bats.py::fails": "fail",
        "a/bats.py::is skipped": "skip",
        "a/bats.py::passes": "pass",
    },
    "node": {
        "alone": "pass",
        "cart::adds 1.5 and 2": "pass",
        "cart::fails": "fail",
        "cart::is owed": "pending",  # its failure is expected: Node counts it as to do
        "cart::is skipped": "skip",
        "cart::tax::adds": "fail",
        "cart::total::adds": "pass",
    },
    "jest": {
        " is owed:: is owed": "pass",  # jest-junit writes what is to do as what passed
        "Test suite failed to run::t/broken.test.cjs": "error",
        "cart adds 1.5 and 2::cart adds 1.5 and 2": "pass",
        "cart fails::cart fails": "fail",
        "cart is skipped::cart is skipped": "skip",
        "cart tax adds::cart tax adds": "fail",
        "cart total adds::cart total adds": "pass",
    },
    "vitest": {
        "t/broken.spec.mjs::t/broken.spec.mjs": "fail",
        "t/cart.spec.mjs::cart > adds 1.5 and 2": "pass",
        "t/cart.spec.mjs::cart > fails": "fail",
        "t/cart.spec.mjs::cart > is skipped": "skip",
        "t/cart.spec.mjs::cart > tax > adds": "fail",
        "t/cart.spec.mjs::cart > total > adds": "pass",
        "t/cart.spec.mjs::is owed": "skip",
    },
    "mocha": MOCHA,
    "mocha-pending": MOCHA | {"/tmp/shop/js/t/cart.mocha.cjs::cart is skipped": "skip"},
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_every_outcome_of_a_producer(name: str) -> None:
    evidence = load([SAMPLES / f"{name}.xml"], root=SAMPLES)
    assert {test: str(outcome) for test, outcome in evidence.outcomes().items()} == WRITTEN[name]
    (session,) = evidence.sessions
    assert session.complete
    assert session.count == len(evidence.records)


def test_each_sample_is_read() -> None:
    assert {path.stem for path in SAMPLES.glob("*.xml")} == WRITTEN.keys()


def test_only_what_is_counted_and_not_listed_is_said() -> None:
    said = {
        name: [(f.message, f.place.span.line if f.place.span else 0) for f in found]
        for name in WRITTEN
        if (found := load_junit(SAMPLES / f"{name}.xml", name).findings)
    }
    assert said == {"mocha": [("skipped: 1 by its own count, none listed", 2)]}


@pytest.mark.parametrize("name", [name for name in WRITTEN if WRITTEN[name] in (PYTEST, RERUN)])
def test_parameters_measures_and_durations_of_pytest(name: str) -> None:
    records = load_junit(SAMPLES / f"{name}.xml", name).records
    ids = {r.node_id.partition("::")[2] for r in records if "[" in r.node_id}
    assert ids == {f"test_one_parameter_fails[{n}]" for n in ("a/b", "c::d", "e[f.g]")}
    assert {r.test: r.measures for r in records if r.measures} == {
        f"{IT}::test_passes": {"p95": 0.25}
    }
    assert {r.node_id: r.seconds for r in records}[f"{IT}::test_passes"] == 0.001
    messages = {r.test: r.message for r in records}
    assert messages[f"{IT}::test_fails"] == "assert not 1"
    assert messages[f"{IT}::test_error_before"] == 'failed on setup with "OSError: no disk"'


@pytest.mark.parametrize("name", ["xmlrunner", "nose2"])
def test_subtests_of_unittest_are_parameters(name: str) -> None:
    ids = [r.node_id.rpartition("::")[2] for r in load_junit(SAMPLES / f"{name}.xml", name).records]
    assert "test_sub[n=1]" in ids


@pytest.mark.parametrize(
    ("name", "test", "reason"),
    [
        ("bats", "a/bats.py::is skipped", "no docker"),
        ("robot", "Cart::Is Skipped", "no docker"),
        ("node", "cart::is owed", "write it"),
        ("xmlrunner", "tests/test_plain.py::TestCart::test_skipped", "by mark"),
        ("pytest9-pending", "tests/test_owed.py::test_owed", "write it"),
    ],
)
def test_reasons(name: str, test: str, reason: str) -> None:
    records = load_junit(SAMPLES / f"{name}.xml", name).records
    assert {r.test: r.reason for r in records}[test] == reason


def test_a_failure_without_a_message_is_told_by_its_text() -> None:
    records = load_junit(SAMPLES / "jest.xml", "jest").records
    message = {r.test: r.message for r in records}["cart fails::cart fails"]
    assert message.splitlines()[0] == "Error: no"


def test_what_a_producer_hides_in_words_is_named() -> None:
    """A step without a definition, a tear-down that broke under an xfail mark."""
    behave = load([SAMPLES / "behave-undefined.xml"], root=SAMPLES)
    assert behave.records[1].message == "undefined step: When nobody wrote this"
    every = load([SAMPLES / "pytest92-every.xml"], root=SAMPLES)
    (swallowed,) = [r for r in every.records if r.node_id.endswith("test_xfail_and_error_after")]
    assert swallowed.message == "error in tear-down, which the xfail mark swallowed: later"
