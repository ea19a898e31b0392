"""`specgen gate` on evidence that means harm: it ends, says where, and passes nothing."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from specgen.diagnostics import Diagnostic
from specgen.evidence import database, junit_reader, load, reading, records

Run = Callable[..., tuple[int, str, str]]
Make = Callable[[Path], object]
HEAD = b'{"kind":"session","id":"s","type":"unit"}\n'
COVERAGE = b'{"meta": {"show_contexts": true}, "files": '
TEST = '{"kind":"test","id":"%s","outcome":"fail"}\n'
ENTITY = b"<!DOCTYPE z [<!ENTITY %s>]><testsuite>&a;</testsuite>"
REFUSED = "declares an entity, which no report needs"


def text(data: bytes) -> Make:
    return lambda path: path.write_bytes(data)


def database_of(*statements: str) -> Make:
    def write(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return write


def loop(path: Path) -> None:
    path.symlink_to(path.name)
    (path.parent / "again").symlink_to(path.parent)


ENDLESS = database_of(
    "create table work_results (job_id, worker_outcome, test_outcome)",
    "create view mutation_specs as with recursive n(x) as (select 1 union all select 1 from n)"
    " select 'a' as module_path, x as job_id from n",
)
CASES: dict[str, tuple[str, Make, str]] = {
    "bomb": ("r.xml", text(ENTITY % b'b "lol"><!ENTITY a "&b;&b;"'), f"r.xml:1: {REFUSED}"),
    "external": ("r.xml", text(ENTITY % b'a SYSTEM "file:///etc/passwd"'), f"r.xml:1: {REFUSED}"),
    "parameter": ("r.xml", text(
        b'<!DOCTYPE z [\n<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><testsuite/>'),
        f"r.xml:2: {REFUSED}"),
    "levels": ("r.xml", text(b"<testsuite>\n" * 100_000),
               "r.xml:65: elements nested more than 64 deep"),
    "token": ("r.xml", text(b'<testsuite name="' + b"a" * (17 << 20)),
              "r.xml:1: a tag of more than 16 MB"),
    "cases": ("r.xml", text(b"<testsuite>\n" + b"".join(
        b'<testcase name="%d"/>\n' % n for n in range(60))), "r.xml:52: more than 50 test cases"),
    "utf-16 cut": ("r.xml", text('<testsuite>\n<testcase name="a"/>'.encode("utf-16")),
                   "r.xml:2: not XML: no element found"),
    "utf-7": ("r.xml", text(b'<?xml version="1.0" encoding="utf-7"?><testsuite/>'),
              "r.xml:1: multi-byte encodings are not supported"),
    "packed": ("r.xml", text(b"\x1f\x8b\x08\0\0\0\0\0\0\x03"),
               "r.xml:1: not XML: not well-formed (invalid token)"),
    "NUL": ("r.xml", text(b"<testsuite>\n\0</testsuite>"),
            "r.xml:2: not XML: not well-formed (invalid token)"),
    "JSON levels": ("c.json", text(COVERAGE + b"[" * 100_000),
                    "c.json:1: nested too deeply or a number too long"),
    "JSON number": ("c.json", text(COVERAGE + b"1" * 5000 + b"}"),
                    "c.json:1: nested too deeply or a number too long"),
    "JSON heavy": ("c.json", text(COVERAGE + b"[" + b"[]," * 11_000_000),
                   "c.json:1: holds more values than fit into 2 GB of memory"),
    "JSON UTF-16": ("c.json", text(COVERAGE.decode().encode("utf-16")),
                    "c.json:1: not UTF-8 at byte 0"),
    "records NUL": ("r.jsonl", text(HEAD + b"\0" * 99 + b"\n"), "r.jsonl:2: not a record"),
    "records UTF-16": ("r.jsonl", text(HEAD.decode().encode("utf-16")), "r.jsonl:1: not a record"),
    "records levels": ("r.jsonl", text(HEAD + b"[" * 100_000 + b"\n"), "r.jsonl:2: not a record"),
    "records heavy": ("r.jsonl", text(HEAD + b"[" + b"[]," * 11_000_000 + b"\n"),
                      "r.jsonl:2: not a record"),
    "records lines": ("r.jsonl", text(HEAD + b"\n" * 100), "r.jsonl:61: more than 2,000,000 lines"),
    "mixed": ("r.jsonl", text(HEAD * 2 + b'{"kind":"end","status":0}\n' * 2),
              "r.jsonl:2: begins a session before the last one has ended"),
    "no database": (".coverage", text(b"SQLite format 3\0" + b"x" * 9),
                    ".coverage:1: not coverage data: file is not a database"),
    "other database": (".coverage", database_of("create table t (x)"),
                       ".coverage:1: not coverage data: no such table: context"),
    "endless view": ("s.sqlite", ENDLESS, "s.sqlite:1: not a session of cosmic-ray: interrupted"),
    "pipe": ("r.jsonl", os.mkfifo, "r.jsonl:1: not a regular file"),
    "device": ("r.jsonl", lambda path: path.symlink_to("/dev/zero"),
               "r.jsonl:1: not a regular file"),
    "nothing": ("r.jsonl", lambda path: path.symlink_to("gone"),
                "r.jsonl:1: no such file or directory"),
    "loop": ("r.jsonl", loop, "r.jsonl:1: too many levels of symbolic links"),
    "unreadable": ("r.xml", lambda path: path.symlink_to("/proc/self/mem"),
                   "r.xml:1: input/output error"),
    "name": (os.fsdecode(b"\xff.jsonl"), text(HEAD + b"x\n"), "?.jsonl:2: not a record"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _within_smaller_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_INSTRUCTIONS", 3_000_000)
    monkeypatch.setattr(junit_reader, "_ATTEMPTS", 50)
    monkeypatch.setattr(records, "_LINES", 60)


def unreadable(run: Run, *words: str) -> list[str]:
    code, out, err = run("gate", *words, "--format", "json")
    assert (code, err) == (1, "")
    return [
        f"{each['path'].removeprefix('records/')}:{each['line']}: {each['message']}"
        for each in decisions(json.loads(out))
        if each["rule"] == "evidence-unreadable"
    ]


def decisions(value: object) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if "rule" in value and "message" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from decisions(each)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("named", [False, True], ids=["in a folder", "named"])
def test_it_says_where(run: Run, repository: Path, name: str, *, named: bool) -> None:
    file, make, said = CASES[name]
    path = repository / "records" / file
    path.parent.mkdir()
    make(path)
    assert said in unreadable(run, str(path if named else path.parent))


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "codequality", "ctrf"])
def test_what_no_terminal_takes_is_shown_without_harm(
    run: Run, repository: Path, *, form: str
) -> None:
    ids = ["tests/t.py::\\ud800", "../../etc/passwd::a", "tests/t.py::\\u001b[2J\\n::error::"]
    (repository / "records.jsonl").write_text(HEAD.decode() + "".join(TEST % id for id in ids))
    words = ("--format", form, "--write", f"{form}=said.txt")
    code, out, err = run("gate", "records.jsonl", *words)
    assert (code, err) == (1, "")
    assert out.encode("utf-8") == (repository / "said.txt").read_bytes()
    assert "\x1b[2J" not in out
    assert not [line for line in out.splitlines() if line.startswith("::error::")]


def test_a_folder_that_cannot_be_listed_is_said(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may list all: what the system says to others is said by its library instead."""
    closed = repository / "records/closed"
    closed.mkdir(parents=True)
    scandir = os.scandir

    def refusing(path: str | Path = ".") -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert unreadable(run, "records") == ["closed:1: permission denied"]


WHOLE: dict[str, Make] = {
    "r.xml": text(b"<testsuite>\n" + b"<testcase name='a'/>\n" * 40 + b"</testsuite>"),
    "c.json": text(COVERAGE + b'{"a.py": {}}}'),
    "r.jsonl": text(HEAD + (TEST % "t.py::a").encode() + b'{"kind":"end","status":0}\n'),
    ".coverage": database_of("create table line_bits (x)", "create table arc (x)"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_loses_its_end_while_it_is_read(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch, *, name: str
) -> None:
    """Between the look at it and the reading, half of it goes."""
    path = repository / name
    WHOLE[name](path)

    def shrinks(path: Path, name: str) -> Diagnostic | None:
        found = reading.refused(path, name)
        os.truncate(path, path.stat().st_size // 2)
        return found

    monkeypatch.setattr(load, "refused", shrinks)
    code, out, err = run("gate", name)
    assert (code, err) == (1, "")
    assert "run-incomplete" in out if name == "r.jsonl" else "evidence-unreadable" in out
