"""Coverage is told which test runs, and what its data cannot say is noted."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from coverage import CoverageData

from specgen.evidence.plugin_context import Follower, switch_of_coverage

pytest_plugins = ["pytester"]

SUITE = """
import os, subprocess, sys
import pytest
import code_under_test as code

@pytest.fixture(scope="module")
def shared():
    return code.shared()

@pytest.fixture(scope="session")
def server():
    return subprocess.run([sys.executable, "-c", "1"]).returncode

@pytest.fixture
def fresh():
    yield code.fresh()
    code.after()

@pytest.fixture
def any_of_them(request):
    return request.getfixturevalue("shared")

@pytest.mark.parametrize("n", [1, 2])
def test_calls(n, fresh):
    assert code.called()

def test_first(shared):
    assert shared

def test_second(shared):
    assert shared

def test_server(server):
    assert server == 0

def test_fork():
    child = os.fork()
    if not child:
        os._exit(0)
    assert os.waitpid(child, 0)

def test_asks(request):
    assert request

def test_by_fixture(any_of_them):
    assert any_of_them

def test_fails():
    assert not code.called()

def test_skips():
    pytest.skip("no")

def test_pytest_in_pytest(tmp_path):
    (tmp_path / "test_inner.py").write_text("def test_inner(): pass")
    assert pytest.main([str(tmp_path), "-q", "-p", "no:cacheprovider"]) == 0
"""
CODE = "".join(
    f"def {name}():\n    return '{name}'\n" for name in ("shared", "fresh", "after", "called")
)
LINE = {"shared": 2, "fresh": 4, "after": 6, "called": 8}


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    (tmp_path / "test_suite.py").write_text(SUITE)
    (tmp_path / "code_under_test.py").write_text(CODE)
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\npythonpath = .\nasyncio_default_fixture_loop_scope = function\n"
    )
    (tmp_path / ".coveragerc").write_text(
        "[run]\nbranch = true\nparallel = true\npatch = subprocess\n"
        "include = */code_under_test.py\n"
    )
    return tmp_path


def run(suite: Path, *words: str, coverage: bool = True, folder: str = "notes") -> None:
    below = ["coverage", "run", "--context=unit", "-m"] if coverage else []
    own = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    own |= {"COVERAGE_CORE": "ctrace", "SPECGEN_TRACES": folder}
    subprocess.run(
        [sys.executable, "-m", *below, "pytest", "-q", "-p", "no:cacheprovider", *words],
        cwd=suite, env=own, capture_output=True, check=False,
    )  # fmt: skip


def notes(suite: Path) -> dict[str, dict[str, object]]:
    """What was noted, by the last part of the id; only fixtures of the suite."""
    found: dict[str, dict[str, object]] = {}
    for path in sorted((suite / "notes").glob("*.traced")):
        for line in path.read_text().splitlines():
            entry = json.loads(line)
            fixtures = [key for key in entry.get("fixtures", ()) if not key.startswith("::")]
            found[entry["id"].partition("::")[2]] = {**entry, "fixtures": fixtures}
    return found


def contexts(suite: Path) -> dict[str, set[int]]:
    """The lines that ran, by context."""
    found: dict[str, set[int]] = {}
    for path in suite.glob(".coverage.*"):
        data = CoverageData(basename=str(path))
        data.read()
        for file in data.measured_files():
            for line, names in data.contexts_by_lineno(file).items():
                for name in names:
                    found.setdefault(name, set()).add(line)
        data.close()
    return found


def check_notes(suite: Path, *, every: bool) -> None:
    noted = notes(suite)
    assert noted.keys() == {
        "test_calls", "test_first", "test_second", "test_server", "test_fork", "test_asks",
        "test_by_fixture", "test_pytest_in_pytest",
    }  # fmt: skip
    assert {name for name, note in noted.items() if note.get("processes")} >= {
        "test_server",
        "test_fork",
    }
    assert not noted["test_calls"].get("processes")
    for name in ("test_first", "test_second", "test_by_fixture"):
        assert "test_suite.py::shared" in noted[name]["fixtures"], name  # type: ignore[operator]  # a list
    assert noted["test_calls"]["fixtures"] == noted["test_fork"]["fixtures"] == []
    if every:
        assert noted["test_asks"]["fixtures"] == ["test_suite.py::server", "test_suite.py::shared"]


@pytest.mark.parametrize("workers", ["0", "2"])
def test_each_test_has_its_context_and_its_note(suite: Path, workers: str) -> None:
    run(suite, "-n", workers)
    ran = contexts(suite)
    body = {name: lines & set(LINE.values()) for name, lines in ran.items()}
    assert body["unit|test_suite.py::test_calls"] == {LINE[n] for n in ("fresh", "called", "after")}
    assert body["unit|test_suite.py::shared|fixture"] == {LINE["shared"]}
    assert LINE["shared"] not in body.get("unit|test_suite.py::test_first", set())
    assert "unit|test_suite.py::test_second" not in body
    assert not body.get("unit")
    assert not [name for name in ran if "inner" in name]
    check_notes(suite, every=workers == "0")


def test_in_this_process_it_is_told_the_same(
    suite: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.chdir(suite)
    pytester.inline_run(
        f"--rootdir={suite}", "-pno:cacheprovider", "-pno:randomly", "test_suite.py",
        plugins=[Follower(suite / "notes", told.append)],
    )  # fmt: skip
    assert "test_suite.py::test_calls" in told
    assert told.count("test_suite.py::shared|fixture") == 1
    after = told[told.index("test_suite.py::shared|fixture") + 1]
    assert after == "test_suite.py::test_first"  # whose set-up it was
    assert told[-1] == ""
    check_notes(suite, every=True)


@pytest.mark.parametrize(
    ("version", "said", "followed"),
    [
        ((3, 11), {}, True),
        ((3, 14), {"core": "CTracer"}, True),
        ((3, 14), {"core": "SysMonitor"}, False),
        ((3, 11), {"run:dynamic_context": "none"}, False),
        ((3, 11), None, False),
    ],
)
def test_which_coverage_can_be_told(
    version: tuple[int, int],
    said: dict[str, str] | None,
    followed: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = said or {}
    running = SimpleNamespace(get_option=options.get, sys_info=options.items, switch_context=len)
    current = None if said is None else running
    module = SimpleNamespace(Coverage=SimpleNamespace(current=lambda: current))
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "coverage", module)
        patch.setattr(sys, "version_info", version)
        found = switch_of_coverage()
    assert (found is not None) is followed


@pytest.mark.parametrize("how", ["none", "test_function"])
def test_coverage_that_was_told_otherwise_is_left_alone(suite: Path, how: str) -> None:
    with (suite / ".coveragerc").open("a") as settings:
        settings.write(f"dynamic_context = {how}\n")
    run(suite)
    assert not [name for name in contexts(suite) if "::" in name]
    assert not (suite / "notes").exists()


def test_without_coverage_nothing_is_noted(suite: Path) -> None:
    run(suite, coverage=False)
    assert not (suite / "notes").exists()


def test_nothing_is_followed_that_nobody_asks_for(suite: Path) -> None:
    run(suite, folder="")
    assert not [name for name in contexts(suite) if "::" in name]


THREADS = """
import sys
from concurrent.futures import ThreadPoolExecutor

import code_under_test as code

def install(_):
    for _ in range(2000):
        sys.setprofile(lambda *_: None)
        sys.setprofile(None)
    return code.called()

def test_threads():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(install, range(8))) == ["called"] * 8
    finally:
        sys.setswitchinterval(before)
"""


def test_threads_may_install_profiles_at_once(suite: Path) -> None:
    """Below an audit hook written in Python, CPython refuses one while another is at it."""
    (suite / "test_suite.py").write_text(THREADS)
    run(suite)
    assert notes(suite).keys() == {"test_threads"}  # it passed
