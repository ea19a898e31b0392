"""Loading: real files of real tools, and files that mean harm or were cut off."""

import json
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from tests.laws import examples

from specgen.evidence.load import load
from specgen.evidence.model import Evidence, MutationFigures
from specgen.evidence.model_outcome import Outcome

SAMPLES = Path(__file__).parent / "samples"
SUITE = """
import pytest

@pytest.mark.parametrize("n", [1, 2])
def test_fail(n):
    assert n == 1

@pytest.fixture
def broken():
    raise OSError("no disk")

def test_error(broken):
    assert 1

def test_skip():
    pytest.skip("no network")

@pytest.mark.xfail(reason="later")
def test_xfail():
    assert not 1

@pytest.mark.xfail(strict=True)
def test_strict():
    assert 1

class TestIt:
    def test_pass(self):
        assert 1
"""
SHOP = """
def total(
    one,
    other=1,
):
    if one:
        return one + other
    return 0


def never():
    return 1
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_it.py").write_text(SUITE)
    (tmp_path / "shop.py").write_text(SHOP)
    (tmp_path / "tests/test_shop.py").write_text(
        "from shop import total\n\ndef test_total():\n    assert total(1) == 2\n"
    )
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\npythonpath = .\nasyncio_default_fixture_loop_scope = function\n"
    )
    return tmp_path


def python(folder: Path, *words: str) -> None:
    done = subprocess.run([sys.executable, "-m", *words], cwd=folder, capture_output=True)
    assert done.returncode in (0, 1), done.stdout.decode()


def given(tmp_path: Path, name: str, data: bytes) -> Evidence:
    (tmp_path / name).write_bytes(data)
    return load([tmp_path / name], root=tmp_path)


def said(evidence: Evidence) -> list[str]:
    found = []
    for each in evidence.findings:
        assert each.place.span is not None
        found.append(f"{each.place.path}:{each.place.span.line}: {each.message}")
    return found


def test_junit_of_pytest(suite: Path) -> None:
    python(suite, "pytest", "-p", "no:cacheprovider", "tests/test_it.py", "--junitxml=junit.xml")
    evidence = load([suite / "junit.xml"], root=suite)
    assert evidence.outcomes() == {
        "tests/test_it.py::TestIt::test_pass": Outcome.PASS,
        "tests/test_it.py::test_error": Outcome.ERROR,
        "tests/test_it.py::test_fail": Outcome.FAIL,
        "tests/test_it.py::test_skip": Outcome.SKIP,
        "tests/test_it.py::test_strict": Outcome.XPASS,
        "tests/test_it.py::test_xfail": Outcome.XFAIL,
    }
    assert evidence.sessions[0].complete
    assert evidence.sessions[0].count == 7


def test_junit_of_other_producers(tmp_path: Path) -> None:
    """Shapes of Maven's surefire and of unittest-xml-reporting."""
    evidence = given(
        tmp_path,
        "surefire.xml",
        b"""<testsuites><testsuite name="s" timestamp="2026-01-01T00:00:00">
        <testcase classname="pkg.test_a.TestA" name="test_flaky" time="1,000.5">
          <flakyFailure message="first"/></testcase>
        <testcase classname="pkg.test_a.TestA" name="test_never" time="x">
          <failure message="last"/><rerunFailure message="again"/></testcase>
        <testcase classname="pkg.test_a.TestA" name="test_sub"/>
        <testcase classname="pkg.test_a.TestA" name="test_sub"><failure/></testcase>
        <testcase classname="pkg.test_a.TestA" name="test_owed">
          <skipped message="pending: write it"/></testcase>
        <testcase file="pkg\\test_b.py" classname="pkg.test_b" name="test_path"/>
        </testsuite></testsuites>""",
    )
    assert evidence.outcomes() == {
        "pkg/test_a.py::TestA::test_flaky": Outcome.FLAKY,
        "pkg/test_a.py::TestA::test_never": Outcome.FAIL,
        "pkg/test_a.py::TestA::test_owed": Outcome.PENDING,
        "pkg/test_a.py::TestA::test_sub": Outcome.FAIL,
        "pkg/test_b.py::test_path": Outcome.PASS,
    }
    assert evidence.records[0].seconds == 1000.5
    assert evidence.sessions[0].started == "2026-01-01T00:00:00"


NO_NAME = "not JSON: expecting property name enclosed in double quotes"
BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>
<testsuites>&lol2;</testsuites>"""
EXTERNAL = b"""<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite>&x;</testsuite>"""


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("bomb.xml", BOMB, "bomb.xml:2: declares an entity, which no report needs"),
        ("x.xml", EXTERNAL, "x.xml:1: declares an entity, which no report needs"),
        (
            "cut.xml",
            b"<testsuite>\n<testcase name='a'/>\n<testc",
            "cut.xml:3: not XML: unclosed token",
        ),
        (
            "latin.xml",
            b"<testsuite>\n<testcase name='\xff'/>",
            "latin.xml:2: not XML: not well-formed (invalid token)",
        ),
        (
            "code.xml",
            b"<?xml version='1.0' encoding='nope'?><testsuite/>",
            "code.xml:1: unknown encoding: nope",
        ),
        ("deep.xml", b"<testsuite>" * 100, "deep.xml:1: elements nested more than 64 deep"),
        ("empty.xml", b"", "empty.xml:1: not XML: no element found"),
        ("r.jsonl", b'{"kind":"session"}\nnonsense\n', "r.jsonl:2: not a record"),
        ("k.jsonl", b'{"kind":"other"}\n', "k.jsonl:1: not a record"),
        (
            "c.json",
            b'{"meta": {"show_contexts": 1}}',
            "c.json:1: no coverage report: `files` is missing",
        ),
        ("c.json", b'{"meta": {"show_contexts": 1},\n', f"c.json:2: {NO_NAME}"),
        ("b.json", b'{"machine_info": "\xff"}', "b.json:1: not UTF-8 at byte 18"),
        ("b.json", b'{"machine_info": {}}', "b.json:1: no benchmarks: `benchmarks` is missing"),
        (
            "b.json",
            b'{"machine_info": ' + b"[" * 100_000,
            "b.json:1: nested too deeply or a number too long",
        ),
        ("a.meta", b"{}", "a.meta:1: no result of mutmut"),
        ("a.meta", b"{", f"a.meta:1: {NO_NAME}"),
        ("d.txt", b'{"mutations"', "d.txt:1: not a work item and its result"),
        (
            "d.sqlite",
            b"SQLite format 3\0",
            "d.sqlite:1: not a session of cosmic-ray: file is not a database",
        ),
        (
            ".coverage",
            b"SQLite format 3\0",
            ".coverage:1: not coverage data: file is not a database",
        ),
        ("what.bin", b"\0\1", "what.bin:1: not a form of evidence that is known"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    assert said(given(tmp_path, name, data)) == [expected]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert said(load([tmp_path / "no.xml"], root=tmp_path)) == [
        "no.xml:1: no such file or directory"
    ]


def test_other_files_go_on(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_bytes(BOMB)
    (tmp_path / "notes.txt").write_text("no evidence")
    (tmp_path / "good.xml").write_text("<testsuite><testcase name='a' file='t.py'/></testsuite>")
    evidence = load([tmp_path], root=tmp_path)
    assert evidence.outcomes() == {"t.py::a": Outcome.PASS}
    assert [f.place.path.name for f in evidence.findings] == ["bad.xml"]
    assert {s.source: s.complete for s in evidence.sessions} == {"bad.xml": False, "good.xml": True}


def test_cases_before_the_cut_count(tmp_path: Path) -> None:
    data = b"<testsuite><testcase name='a' file='t.py'/><testcase name='b' file='t.py'><fail"
    evidence = given(tmp_path, "cut.xml", data)
    assert evidence.outcomes() == {"t.py::a": Outcome.PASS}
    assert not evidence.sessions[0].complete


def test_giving_a_file_twice_changes_nothing(suite: Path) -> None:
    words = ("-p", "no:cacheprovider", "--specgen-record", "one")
    python(suite, "pytest", *words)
    (suite / "copy").mkdir()
    for path in (suite / "one").iterdir():
        (suite / "copy" / path.name).write_bytes(path.read_bytes())
    once = load([suite / "one"], root=suite)
    twice = load([suite / "copy", suite / "one", suite / "one"], root=suite)
    assert twice.records == once.records
    assert twice.outcomes() == once.outcomes()
    assert [s.id for s in twice.sessions] == [s.id for s in once.sessions]


def test_coverage_of_a_real_run(suite: Path) -> None:
    for kind in ("unit", "stress"):
        words = ("--branch", "--parallel-mode", f"--context={kind}", "--include=shop.py")
        tests = "tests/test_shop.py" if kind == "unit" else "tests/test_it.py"
        python(suite, "coverage", "run", *words, "-m", "pytest", "-p", "no:cacheprovider", tests)
    raw = load(suite.glob(".coverage.*"), root=suite)
    python(suite, "coverage", "combine", "--keep")
    python(suite, "coverage", "json", "--show-contexts", "-o", "coverage.json")
    report = load([suite / "coverage.json"], root=suite)
    (figures,) = report.coverage.values()
    assert figures.path == "shop.py"
    assert figures.statements == {2, 6, 7, 8, 11, 12}
    assert figures.executed == {2, 6, 7, 11}
    assert (figures.branches, figures.branches_taken) == (2, 1)
    assert {k: v & figures.statements for k, v in figures.contexts.items()} == {
        "unit": {2, 6, 7, 11}
    }
    (ran,) = raw.coverage.values()
    assert ran.contexts["unit"] & figures.statements == figures.executed
    both = load([*suite.glob(".coverage.*"), suite / "coverage.json"], root=suite)
    assert both.coverage["shop.py"].share == figures.share


def test_benchmarks_of_a_real_run(suite: Path) -> None:
    (suite / "tests/test_speed.py").write_text(
        "from shop import total\n\ndef test_speed(benchmark):\n"
        "    benchmark.pedantic(total, args=(1,), rounds=20)\n"
    )
    words = ("--benchmark-json=b.json", "--benchmark-save-data", "tests/test_speed.py")
    python(suite, "pytest", "-p", "no:cacheprovider", *words)
    (figures,) = load([suite / "b.json"], root=suite).benchmarks
    assert figures.node_id == "tests/test_speed.py::test_speed"
    assert len(figures.rounds) == 20
    assert figures.stats["p95"] == figures.rounds[18]
    assert figures.stats["min"] <= figures.stats["p50"] <= figures.stats["max"]
    assert figures.machine.keys() >= {"system", "python"}


def test_mutants() -> None:
    evidence = load([SAMPLES / "cart.py.meta", SAMPLES / "cosmic-ray.jsonlines"], root=SAMPLES)
    assert evidence.mutations == {
        "cart.py": MutationFigures("cart.py", killed=2, survived=1, untested=2),
        "src/shop/cart.py": MutationFigures("src/shop/cart.py", killed=3, survived=3),
    }


def test_a_session_of_cosmic_ray(tmp_path: Path) -> None:
    import_of = "import sqlite3; c = sqlite3.connect('s.sqlite')"
    script = f"""{import_of}
c.execute('create table mutation_specs (module_path, job_id)')
c.execute('create table work_results (worker_outcome, test_outcome, job_id)')
c.executemany('insert into mutation_specs values (?, ?)', [('a.py', n) for n in range(4)])
c.executemany('insert into work_results values (?, ?, ?)', [
    ('NORMAL', 'KILLED', 0), ('NORMAL', 'SURVIVED', 1), ('EXCEPTION', None, 2)])
c.commit()"""
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)
    evidence = load([tmp_path / "s.sqlite"], root=tmp_path)
    assert evidence.mutations["a.py"] == MutationFigures("a.py", 1, 1, broken=1, open=1)


def test_dotted_names_lead_back_to_node_ids(tmp_path: Path) -> None:
    data = b"<testsuite><testcase classname='tests.test_a.TestA.Inner' name='b'/></testsuite>"
    found = given(tmp_path, "u.xml", data).outcomes()
    assert list(found) == ["tests/test_a.py::TestA::Inner::b"]


def test_hostile_values_of_records(tmp_path: Path) -> None:
    line = {
        "kind": "test",
        "id": 7,
        "outcome": [],
        "attempt": "x",
        "phases": [[1, 2]],
        "seconds": 1e999,
    }
    evidence = given(tmp_path, "r.jsonl", json.dumps(line).encode() + b"\n")
    (record,) = evidence.records
    assert (record.node_id, record.outcome, record.attempt) == ("", Outcome.ERROR, 1)
    assert record.seconds == 0.0


def test_paths_of_windows_are_ours(tmp_path: Path) -> None:
    lines = [
        {"kind": "session", "id": "s", "os": "win32"},
        {"kind": "collected", "count": 1, "ids": [r"tests\unit\test_a.py::test_b[c\d]"]},
        {"kind": "test", "id": r"tests\unit\test_a.py::test_b[c\d]", "outcome": "pass"},
        {"kind": "end", "status": 0},
    ]
    data = "".join(json.dumps(line) + "\n" for line in lines)
    evidence = given(tmp_path, "r.jsonl", data.encode())
    assert evidence.records[0].node_id == r"tests/unit/test_a.py::test_b[c\d]"
    assert evidence.outcomes() == {"tests/unit/test_a.py::test_b": Outcome.PASS}


@pytest.mark.property
@hypothesis.given(
    st.sampled_from(["r.jsonl", "r.xml", "c.json", ".coverage", "a.py.meta", "s.sqlite", "dump"]),
    st.sampled_from([b"", b"SQLite format 3\0", b'{"meta": {"show_contexts": 1}, ', b"<testsuite>",
                     b'{"machine_info": 1, "benchmarks": ', b'[{"mutations": ', b'{"kind": ']),
    st.binary(max_size=60),
)  # fmt: skip
@hypothesis.settings(
    max_examples=examples(150),
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
def test_whatever_is_in_a_file_is_evidence_or_said(
    tmp_path: Path, name: str, head: bytes, rest: bytes
) -> None:
    found = given(tmp_path, name, head + rest)
    whole = found.records or found.coverage or found.mutations or found.benchmarks
    cut = [session for session in found.sessions if not session.complete]
    assert found.findings or cut or whole or found.sessions or not (head + rest).strip()
    for finding in found.findings:
        assert finding.place.path.name == name
        assert finding.tip


@pytest.mark.parametrize("name", ["cut.data", "cut.sqlite"])
def test_a_database_that_was_cut_off_is_said_to_be(tmp_path: Path, name: str) -> None:
    """SQLite opens one that lacks its last pages without a word."""
    script = (
        f"import sqlite3; c = sqlite3.connect({name!r}); c.execute('create table t (x)')\n"
        "c.executemany('insert into t values (?)', [('x' * 500,)] * 200); c.commit()"
    )
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)
    data = (tmp_path / name).read_bytes()
    (message,) = said(given(tmp_path, name, data[:-100]))
    assert message.endswith("it was cut off")


def test_a_database_with_names_that_are_no_text(tmp_path: Path) -> None:
    script = "import sqlite3; c = sqlite3.connect('x.data'); c.execute('create table arc (x)')"
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)
    data = (tmp_path / "x.data").read_bytes().replace(b"CREATE TABLE", b"CR\xd7ATE TABL")
    (message,) = said(given(tmp_path, "x.data", data))
    assert message.startswith("x.data:1: not coverage data: ")
