"""Jobs as real processes: what they are told, how they end, when they are not run again."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.evidence.inputs import inputs_of
from specgen.evidence.load import load
from specgen.evidence.model_outcome import Outcome
from specgen.runner.model import Ending, Job, JobResult, Selection, Site
from specgen.runner.process import command, environment, interpreter_of
from specgen.runner.run import identity, run

SUITE = """
import os, time

def test_one():
    assert os.environ["SHOP_ENV"] == "test"

def test_two():
    assert os.environ["SPECGEN_CONTEXT"] == "unit"

def test_unknown_to_reading():
    assert 1

def test_of_another_type():
    assert not 1
"""
FILE = "tests/test_it.py"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "tests").mkdir()
    (tmp_path / FILE).write_text(SUITE)
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\nasyncio_default_fixture_loop_scope = function\n"
    )
    return Site(tmp_path, tmp_path / "records", sys.executable, tree="t1")


JOB = Job(
    "unit",
    "commit",
    Selection(
        (f"{FILE}::test_one", f"{FILE}::test_two"), {FILE: (f"{FILE}::test_of_another_type",)}
    ),
    {"SHOP_ENV": "test"},
)


def ran(*jobs: Job, site: Site) -> tuple[JobResult, ...]:
    done: list[JobResult] = []
    results = run(jobs, site, show=lambda job, progress: None, done=done.append)
    assert tuple(done) == results
    return results


def failing(site: Site, text: str) -> Job:
    (site.root / "tests/test_bad.py").write_text(textwrap.dedent(text))
    return replace(JOB, selection=Selection((), {"tests/test_bad.py": ()}))


def test_a_job_runs_its_tests_and_those_unknown_to_reading(site: Site) -> None:
    (result,) = ran(JOB, site=site)
    assert (result.ending, result.exit_code) == (Ending.FINISHED, 0)
    assert result.progress.outcomes == {"pass": 3}
    evidence = load([site.folder], root=site.root)
    assert set(evidence.outcomes()) == {
        f"{FILE}::{name}" for name in ("test_one", "test_two", "test_unknown_to_reading")
    }
    (session,) = evidence.sessions
    assert (session.moment, session.type, session.tree) == (
        "commit", "unit", inputs_of(site.root).tree,
    )  # fmt: skip
    assert session.complete


def test_what_passed_on_this_tree_is_not_run_again(site: Site) -> None:
    ran(JOB, site=site)
    assert ran(JOB, site=site)[0].ending is Ending.REUSED
    assert ran(JOB, site=replace(site, tree="t2"))[0].ending is Ending.FINISHED
    assert ran(JOB, site=replace(site, tree="t2", reuse=False))[0].ending is Ending.FINISHED
    other = replace(site, tree="t2", installed="another pytest")
    assert ran(JOB, site=other)[0].ending is Ending.FINISHED


def test_what_passed_whole_passed_in_part(site: Site) -> None:
    one = replace(JOB, selection=Selection((f"{FILE}::test_one",)), partial=True)
    two = replace(JOB, selection=Selection((f"{FILE}::test_two",)), partial=True)
    assert [r.ending for r in ran(one, one, two, site=site)] == [
        Ending.FINISHED, Ending.REUSED, Ending.FINISHED,
    ]  # fmt: skip
    assert ran(JOB, site=site)[0].ending is Ending.FINISHED
    assert ran(one, site=site)[0].ending is Ending.REUSED


def test_what_failed_is_run_again(site: Site) -> None:
    job = failing(site, "def test_it():\n    assert not 1\n")
    for _ in range(2):
        (result,) = ran(job, site=site)
        assert (result.ending, result.exit_code) == (Ending.FINISHED, 1)


@pytest.mark.parametrize("order", ["", "--random-order-seed=5", "-n 2"])
def test_shards_have_every_test_once(
    site: Site, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    """Also where each shard shuffles for itself, or has workers."""
    monkeypatch.setenv("PYTEST_ADDOPTS", order)
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    jobs = [replace(JOB, shard=n, shards=3) for n in (1, 2, 3)]
    results = ran(*jobs, site=site)
    assert [r.exit_code for r in results] == [0, 0, 0]
    evidence = load([site.folder], root=site.root)
    ids = [record.node_id for record in evidence.records]
    assert sorted(ids) == sorted(set(ids))
    assert len(ids) == 3
    assert {s.seed for s in evidence.sessions} == ({"random-order=5"} if "seed" in order else {""})


@pytest.mark.parametrize(
    ("limits", "ending", "code"),
    [({"stall": 2.5}, Ending.STALLED, 4), ({"deadline": 3.5}, Ending.OVER_TIME, 1)],
)
def test_a_run_that_hangs_says_where(
    site: Site, limits: dict[str, float], ending: Ending, code: int
) -> None:
    job = failing(
        site,
        """
        import time
        def test_first():
            assert 1
        def test_hangs(record_property):
            record_property("specgen.checkpoint.connected", 0.1)
            record_property("specgen.checkpoint.ready", 0.2)
            time.sleep(60)
        """,
    )
    result, other = ran(job, replace(JOB, type="e2e"), site=replace(site, **limits))  # type: ignore[arg-type] # of floats
    assert (result.ending, result.exit_code) == (ending, code)
    assert result.progress.last == "tests/test_bad.py::test_hangs"
    assert result.progress.checkpoint == "ready"
    assert (other.ending, other.exit_code) == (Ending.NOT_STARTED, 1)
    evidence = load([site.folder], root=site.root)
    assert evidence.outcomes()["tests/test_bad.py::test_hangs"] is Outcome.NOT_REPORTED
    (session,) = evidence.sessions
    assert not session.complete
    why = "stalled" if ending is Ending.STALLED else "stopped: its time was up"
    last = "last started tests/test_bad.py::test_hangs; last checkpoint ready"
    assert session.stopped == f"{why}; {last}"
    assert evidence.findings == ()


def test_a_run_that_hangs_under_workers_says_where(site: Site) -> None:
    """Their reports come only at the end of a test, and another may have been started last."""
    job = failing(
        site,
        """
        import time
        def test_hangs(record_property):
            record_property("specgen.checkpoint.connected", 0.1)
            record_property("specgen.checkpoint.ready", 0.2)
            time.sleep(60)
        def test_other():
            time.sleep(0.2)
        """,
    )
    plugins = frozenset({"xdist"})
    where = replace(site, stall=6.0, plugins=plugins)
    (result,) = ran(replace(job, workers="2"), site=where)
    assert (result.ending, result.exit_code) == (Ending.STALLED, 4)
    assert result.progress.outcomes == {"pass": 1}
    assert result.progress.last == "tests/test_bad.py::test_hangs"
    assert result.progress.checkpoint == "ready"
    evidence = load([site.folder], root=site.root)
    (session,) = evidence.sessions
    last = "last started tests/test_bad.py::test_hangs; last checkpoint ready"
    assert session.stopped == f"stalled; {last}"
    assert evidence.findings == ()
    assert not list(site.folder.rglob("*.live"))


def test_a_file_that_cannot_be_imported_is_a_failure_and_others_run(site: Site) -> None:
    job = failing(site, "import nothing_of_this_name\ndef test_it():\n    assert 1\n")
    result, other = ran(job, replace(JOB, type="e2e"), site=site)
    assert (result.ending, result.exit_code) == (Ending.FINISHED, 1)
    assert result.judged
    assert result.progress.outcomes == {"error": 1}
    assert other.ending is Ending.FINISHED
    assert ran(job, site=site)[0].ending is Ending.FINISHED  # and is run again


def test_pytest_that_cannot_run_is_broken(site: Site) -> None:
    (site.root / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    (result,) = ran(JOB, site=site)
    assert (result.ending, result.exit_code) == (Ending.BROKEN, 3)
    assert result.output is not None
    assert "--no-such-option" in result.output.read_text("utf-8")


def test_records_elsewhere_are_not_where_pytest_looks_for_its_configuration(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """It looks above all folders among its words, also above the value of an unknown option."""
    (site.root / "pytest.ini").write_text("[pytest]\npython_functions = test_unknown*\n")
    elsewhere = replace(site, folder=tmp_path_factory.mktemp("elsewhere"))
    (result,) = ran(JOB, site=elsewhere)
    assert result.progress.outcomes == {"pass": 1}


def test_an_interrupt_leaves_valid_records(site: Site) -> None:
    job = failing(site, "import time\ndef test_hangs():\n    time.sleep(60)\n")
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from specgen.runner.model import Job, Selection, Site\n"
        "from specgen.runner.run import run\n"
        f"site = Site(Path({str(site.root)!r}), Path({str(site.folder)!r}), sys.executable)\n"
        f"job = Job('unit', 'commit', Selection((), {dict(job.selection.open)!r}))\n"
        "results = run([job], site, show=lambda j, p: print(p.last, flush=True),\n"
        "              done=lambda r: print(r.ending, r.exit_code, flush=True))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    shown = iter(process.stdout)
    while "test_hangs" not in next(shown):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert list(shown)[-1].split() == ["interrupted", "3"]
    process.stdout.close()
    assert process.wait() == 0
    (session,) = load([site.folder], root=site.root).sessions
    assert session.stopped.startswith("interrupted")


def test_words_of_the_process(site: Site) -> None:
    job = replace(JOB, each=2.5, workers="auto")
    bare = command(job, site, folder=site.folder)
    assert not {"-n", "coverage"} & set(bare)
    every = replace(site, plugins=frozenset({"coverage", "xdist", "pytest_timeout", "followed"}))
    words = command(job, every, folder=site.folder)
    assert words[1:5] == ["-m", "coverage", "run", "--parallel-mode"]
    assert "--context=unit" in words
    assert "--timeout=2.5" in words
    assert words[words.index("-n") + 1] == "auto"


def test_coverage_that_would_not_see_workers_is_not_asked(site: Site) -> None:
    there = replace(site, plugins=frozenset({"coverage", "xdist"}))
    two = command(replace(JOB, workers="2"), there, folder=site.folder)
    assert "coverage" not in two
    assert two[two.index("-n") + 1] == "2"
    auto = command(replace(JOB, workers="auto"), there, folder=site.folder)
    assert "coverage" in auto
    assert "-n" not in auto


def test_surroundings_of_the_process(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HERE", "yes")
    job = replace(JOB, shard=2, shards=4)
    found = environment(job, site, folder=site.folder)
    assert (found["HERE"], found["SHOP_ENV"], found["SPECGEN_SHARD"]) == ("yes", "test", "2/4")
    assert found["SPECGEN_DURATIONS"] == str(site.folder / "seconds.json")
    once = environment(JOB, site, folder=site.folder)
    assert "SPECGEN_SHARD" not in once
    again = environment(replace(JOB, repeat=3), site, folder=site.folder)
    assert (again["SPECGEN_SEED"], again["PYTHONHASHSEED"]) == ("3", "3")
    assert once.get("SPECGEN_SEED") == os.environ.get("SPECGEN_SEED")
    assert "SPECGEN_SHARD" not in os.environ


def test_coverage_is_asked_for_what_tells_tests_apart(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COVERAGE_CORE", raising=False)
    able = replace(site, plugins=frozenset({"coverage", "ctrace"}))
    in_ci = replace(JOB, moment="pull_request")
    assert environment(in_ci, able, folder=site.folder)["COVERAGE_CORE"] == "ctrace"
    assert "COVERAGE_CORE" not in environment(in_ci, site, folder=site.folder)
    assert "COVERAGE_CORE" not in environment(JOB, able, folder=site.folder)
    said = replace(in_ci, environment={"COVERAGE_CORE": "pytrace"})
    assert environment(said, able, folder=site.folder)["COVERAGE_CORE"] == "pytrace"
    monkeypatch.setenv("COVERAGE_CORE", "sysmon")
    assert environment(in_ci, able, folder=site.folder)["COVERAGE_CORE"] == "sysmon"


def test_a_hook_s_repository_is_not_that_of_the_tests(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test that makes a repository would otherwise write into the one that is committed to."""
    said = subprocess.run(["git", "rev-parse", "--local-env-vars"], capture_output=True, check=True)
    names = said.stdout.decode().split()
    for name in names:
        monkeypatch.setenv(name, "x")
    found = environment(JOB, site, folder=site.folder)
    assert names
    assert not found.keys() & set(names)


def test_plugins_are_those_of_the_interpreter(tmp_path: Path) -> None:
    there = {"pytest_timeout", "xdist", "coverage", "pytest_benchmark", "ctrace"}
    plugins, installed = interpreter_of(sys.executable, tmp_path)
    assert plugins == there
    assert (plugins, installed) == interpreter_of(sys.executable, tmp_path)
    (tmp_path / ".coveragerc").write_text("[run]\npatch = subprocess\n")
    assert interpreter_of(sys.executable, tmp_path)[0] == there | {"followed"}
    (tmp_path / ".coveragerc").write_text("[run\n")
    assert interpreter_of(sys.executable, tmp_path)[0] == there
    assert len(installed) == 64


@pytest.mark.parametrize(
    ("shard", "shards", "repeat", "name"),
    [(1, 1, 1, "unit"), (2, 4, 1, "unit-2of4"), (1, 1, 3, "unit-r3")],
)
def test_names_of_folders(shard: int, shards: int, repeat: int, name: str) -> None:
    assert replace(JOB, shard=shard, shards=shards, repeat=repeat).name == name


def test_what_is_timed_is_neither_traced_nor_shared(site: Site, tmp_path: Path) -> None:
    full = replace(site, plugins=frozenset({"coverage", "xdist", "pytest_benchmark", "followed"}))
    job = replace(JOB, workers="4")
    plain = " ".join(command(job, full, folder=tmp_path))
    timed = " ".join(command(replace(job, timed=True), full, folder=tmp_path))
    assert "coverage run" in plain
    assert "-n 4" in plain
    assert "benchmark-json" not in plain
    assert "coverage run" not in timed
    assert "-n 4" not in timed
    assert f"--benchmark-json={tmp_path / 'benchmark.json'}" in timed


SHARDS = st.integers(1, 3)
TEXT = st.text("ab", max_size=2)
JOBS = st.builds(
    Job, TEXT, st.just("commit"), st.just(Selection((), {})), st.dictionaries(TEXT, TEXT),
    shard=SHARDS, shards=SHARDS, repeat=SHARDS,
)  # fmt: skip
SITES = st.builds(
    Site, st.just(Path("root")), st.just(Path("records")), TEXT, installed=TEXT, tree=TEXT
)


@pytest.mark.property
@given(JOBS, JOBS, SITES, SITES)
def test_evidence_is_used_again_for_the_same_only(
    job: Job, other: Job, site: Site, elsewhere: Site
) -> None:
    def facts(job: Job, site: Site) -> tuple[object, ...]:
        part = (job.type, job.shard, job.shards, job.repeat, dict(job.environment))
        return (*part, site.tree, site.python, site.installed)

    same = facts(job, site) == facts(other, elsewhere)
    assert (identity(job, site) == identity(other, elsewhere)) is same


@pytest.mark.property
@given(st.lists(JOBS, min_size=1, max_size=4))
def test_what_has_no_time_left_is_not_started_and_told_in_order(jobs: list[Job]) -> None:
    told: list[JobResult] = []
    site = Site(Path("root"), Path("records"), sys.executable, deadline=-1.0)
    results = run(jobs, site, show=lambda job, progress: None, done=told.append)
    assert [r.job for r in results] == jobs
    assert {r.ending for r in results} == {Ending.NOT_STARTED}
    assert tuple(told) == results
