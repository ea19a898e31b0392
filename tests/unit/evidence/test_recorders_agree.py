"""One run, recorded at once by our plugin, as JUnit XML and by pytest-reportlog, reads the same.

What a format cannot express is one of LOSSES, and a row of docs/outcomes.md; it is taken from our
own records before they are compared, so that everything else has to be equal.
"""

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.unit.evidence.recorders import JUNIT, LOSSES, REPORTLOG
from tests.unit.evidence.test_model import DOCUMENT, PARAMETERS, RERUNS, cells
from tests.unit.evidence.test_truth import MADE, SUBTESTS, SUITE

from specgen.evidence.load import load
from specgen.evidence.model import Evidence
from specgen.gate.gather import gather
from specgen.program.model import Program

EDGES = """
import unittest
import pytest

@pytest.fixture
def broken():
    raise OSError("no disk")

@pytest.fixture
def breaks():
    yield
    raise OSError("no disk")

@pytest.fixture
def skips():
    pytest.skip("not here")

def test_set_up(broken): pass
def test_tear_down(breaks): pass
def test_body_and_tear_down(breaks): assert 0
def test_skip_and_tear_down(breaks): pytest.skip("not here")
@pytest.mark.xfail
def test_xfail_and_tear_down(breaks): assert 0
@pytest.mark.xfail
def test_only_the_tear_down_of_an_xfail(breaks): pass
@pytest.mark.xfail
def test_xfail_set_up(broken): pass
@pytest.mark.xfail(strict=True)
def test_strict(): pass
@pytest.mark.xfail(run=False)
def test_no_run(): pass
def test_call_xfail(): pytest.xfail("known")
@pytest.mark.skip("later")
def test_skip_mark(): pass
def test_skip_set_up(skips): pass
def test_fail_call(): pytest.fail("said")
@pytest.mark.parametrize("n", [])
def test_no_sets(n): pass
@pytest.mark.parametrize("n", ["a]b", "a::b", "ü", "x y", "a/b", "1-2"])
def test_odd_names(n): pass

class TestUnit(unittest.TestCase):
    def test_a_part_fails(self):
        for n in range(3):
            with self.subTest("m", n=n):
                self.assertNotEqual(n, 1)
    def test_parts(self):
        for n in range(3):
            with self.subTest(n=n):
                pass
    def test_a_part_skips(self):
        with self.subTest(n=1):
            self.skipTest("not here")
    @unittest.expectedFailure
    def test_expected(self): self.fail()
    @unittest.expectedFailure
    def test_unexpected(self): pass
    @unittest.skip("later")
    def test_skipped(self): pass

class TestClassBreaks(unittest.TestCase):
    @classmethod
    def tearDownClass(cls): raise OSError("no disk")
    def test_one(self): pass
    def test_two(self): pass

class TestOuter:
    class TestInner:
        def test_in(self): pass
"""
MANY = {
    "test_edges.py": EDGES,
    "test_parts.py": SUBTESTS,
    "test_no_import.py": "import nothing_like_it\ndef test_x(): pass\n",
    "test_skips_itself.py": "import pytest\npytest.skip('no', allow_module_level=True)\n",
    "test_importorskip.py": "import pytest\npytest.importorskip('nothing_like_it')\n",
    "test_module_breaks.py": "def setup_module(): raise OSError\ndef test_x(): pass\n",
    "pkg/__init__.py": "",
    "pkg/test_deep.py": "class TestA:\n def test_x(self): pass\n def test_y(self): assert 0\n",
    "Capital/test_x.py": "def test_x(): pass\n",
    "with.dots/test_y.py": "def test_y(): pass\n",
}
PENDING = "from specgen.testing import pending\ndef test_a(): pending('x')\n"
BREAKS = "def pytest_runtest_logreport(report):\n    raise OSError\n"
ENDS = "import os, pytest, time\ndef test_a(): pass\ndef test_ends(): {}\ndef test_last(): pass\n"


def table(kind: str) -> Mapping[str, str]:
    return {"test_it.py": SUITE.replace("{kind}", kind).replace("{made}", repr(MADE))}


def ending(how: str) -> Mapping[str, str]:
    return {"test_it.py": ENDS.format(how)}


RUNS: Mapping[str, tuple[Mapping[str, str], tuple[str, ...]]] = {
    "parameters": (table("parameters"), ()),
    "parameters-xdist": (table("parameters"), ("-n", "1")),
    "parameters-strict": (table("parameters"), ("--specgen-strict",)),
    "pytest-repeat": (table("attempts"), ("--count", "2")),
    "pytest-flakefinder": (table("attempts"), ("--flake-finder", "--flake-runs", "2")),
    "pytest-rerunfailures": (table("attempts"), ("--reruns", "1")),
    "many": (MANY, ("--continue-on-collection-errors",)),
    "not-collected": (MANY, ()),
    "first-failure": (MANY, ("-x", "--ignore=test_no_import.py")),
    "pending-strict": ({"test_it.py": PENDING}, ("--specgen-strict",)),
    "exit-0": (ending("pytest.exit('enough', returncode=0)"), ()),
    "interrupt": (ending("raise KeyboardInterrupt"), ()),
    "kill": (ending("os._exit(9)"), ()),
    "session-timeout": (ending("time.sleep(0.6)"), ("--session-timeout", "0.5")),
    "internal-error": (
        {**ending("pass"), "conftest.py": BREAKS},
        (),
    ),
}  # fmt: skip
NAMES = {"records": "records", JUNIT: "junit.xml", REPORTLOG: "log.jsonl"}
Read = Mapping[str, Mapping[str, Evidence]]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """What is read of each run, by run and by form; of a form that was not written, nothing."""
    return {name: _read(tmp_path_factory.mktemp(name), *RUNS[name]) for name in RUNS}


def _read(folder: Path, files: Mapping[str, str], words: tuple[str, ...]) -> Mapping[str, Evidence]:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    settings = "[pytest]\nasyncio_default_fixture_loop_scope = function\n"
    (folder / "pytest.ini").write_text(settings, "utf-8")
    own = [
        "-q",
        *_without("cacheprovider", "hypothesispytest", "benchmark"),
        "--specgen-record",
        "records",
    ]
    others = [f"--junitxml={NAMES[JUNIT]}", f"--report-log={NAMES[REPORTLOG]}"]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "SPECGEN_"))}
    command = [sys.executable, "-m", "pytest", *own, *others, *words]
    subprocess.run(command, cwd=folder, env=kept, capture_output=True, check=False)
    there = {form: folder / name for form, name in NAMES.items() if (folder / name).exists()}
    return {form: load([path], root=folder) for form, path in there.items()}


def _without(*plugins: str) -> list[str]:
    return [word for name in plugins for word in ("-p", f"no:{name}")]


def seen(evidence: Evidence, program: Program) -> tuple[Mapping[str, str], list[bool]]:
    """How the gate reads it: each test's outcome, and whether each run came to its end."""
    results = gather(program, evidence)
    outcomes = {test: str(ran.outcome) for test, ran in results.tests.items()}
    return outcomes, [session.complete for session in results.sessions]


def expressible(evidence: Evidence, form: str, words: tuple[str, ...]) -> Evidence:
    for loss in LOSSES.values():
        evidence = loss.applied(evidence, form=form, words=words)
    return evidence


@pytest.mark.parametrize("form", [JUNIT, REPORTLOG])
@pytest.mark.parametrize("name", [name for name in RUNS if name != "kill"])
def test_they_agree(
    read: Read, program_of: Callable[..., Program], *, name: str, form: str
) -> None:
    program, found = program_of([]), read[name]
    assert found[form].findings == ()
    own = expressible(found["records"], form, RUNS[name][1])
    assert seen(found[form], program) == seen(own, program)


def test_a_run_that_was_killed(read: Read, program_of: Callable[..., Program]) -> None:
    """JUnit XML is written at the end, so there is none; reportlog has what came until then."""
    program, found = program_of([]), read["kill"]
    assert found.keys() == {"records", REPORTLOG}
    own = expressible(found["records"], REPORTLOG, ())
    assert seen(found[REPORTLOG], program) == seen(own, program)
    assert seen(own, program)[1] == [False]


@pytest.mark.parametrize("what", LOSSES)
def test_each_loss_is_real(read: Read, program_of: Callable[..., Program], what: str) -> None:
    """Without it some run would differ: a format that learns to say it makes this red."""
    program, differing = program_of([]), set()
    for name, form in itertools.product(RUNS, LOSSES[what].formats):
        if form in read[name]:
            own, words = read[name]["records"], RUNS[name][1]
            for loss in LOSSES.values():
                if loss.what != what:
                    own = loss.applied(own, form=form, words=words)
            if seen(own, program) != seen(read[name][form], program):
                differing.add(form)
    assert differing == set(LOSSES[what].formats)


def test_each_loss_is_a_row_of_the_document() -> None:
    block = DOCUMENT.split("\n## What other recorders cannot say\n")[1].split("\n## ")[0]
    rows = [line.split("|") for line in block.splitlines() if line.startswith("| ")][1:]
    listed = {row[1].strip(): row[2].strip() for row in rows}
    assert listed == {loss.what: ", ".join(loss.formats) for loss in LOSSES.values()}


def test_every_cell_of_the_tables_is_run(read: Read) -> None:
    for rows, name in [(PARAMETERS, "parameters"), (RERUNS, "pytest-repeat")]:
        made = {(one, other) for one, other, _ in cells(rows) if {one, other} <= set(MADE)}
        tests = {f"test_it.py::test_{one}_{other}" for one, other in made}
        assert len(tests) == len(MADE) ** 2
        assert read[name]["records"].outcomes().keys() == tests
