"""Evidence that means harm, each kind through `specgen gate`: what it says, and what it costs.

    python benchmarks/real_runs/hostile.py [NAME ...]

A line per file: the exit code, processor seconds, MB at the peak, and the first finding on it.
Exits 1 where the gate crashed, took too long or too much, passed, or said nothing of the file.
"""

import argparse
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

SECONDS, MEMORY = 60, 3000  # of a processor; MB
BIG = 100 << 20
SPECS = """\
project: shop
source: {root: src, package: shop}
tiers: {low: {modules: ["*"], requires: [unit]}}
runs: {commit: {types: [unit]}}
untracked: ignore
skeletons: none
documents: []
"""
HEAD = b'{"kind":"session","id":"s","type":"unit"}\n'
COVERAGE = b'{"meta": {"show_contexts": true}, "files": '
SCHEMA = (
    "create table file (id, path)", "create table context (id, context)",
    "create table arc (file_id, context_id, fromno, tono)",
)  # fmt: skip
MILLION = "with recursive n(x) as (select 1 union all select x + 1 from n limit 1000000) "
Make = Callable[[Path], object]


def text(data: bytes) -> Make:
    """A file of these bytes."""
    return lambda path: path.write_bytes(data)


def repeated(piece: bytes, *, before: bytes = b"", after: bytes = b"", size: int = BIG) -> Make:
    """A file of one piece, over and over."""

    def write(path: Path) -> None:
        with path.open("wb") as stream:
            stream.write(before)
            block = piece * (
                (1 << 20) // len(piece)
            )  # not all at once: it counts as its children's
            stream.writelines(block for _ in range(size // len(block)))
            stream.write(after)

    return write


def numbered(piece: bytes, *, before: bytes = b"", after: bytes = b"", size: int = BIG) -> Make:
    """A file of pieces that differ by a number."""

    def write(path: Path) -> None:
        with path.open("wb") as stream:
            stream.write(before)
            count = 0
            while stream.tell() < size:
                stream.writelines(piece % number for number in range(count, count + 10_000))
                count += 10_000
            stream.write(after)

    return write


def database(*statements: str) -> Make:
    """A database that these statements make."""

    def write(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return write


def damaged(make: Make) -> Make:
    """What ``make`` writes, with a thousand bytes changed."""

    def write(path: Path) -> None:
        make(path)
        data, luck = bytearray(path.read_bytes()), random.Random(1)
        for _ in range(1000):
            data[luck.randrange(100, len(data))] = luck.randrange(256)
        path.write_bytes(data)

    return write


def loop(path: Path) -> None:
    """A link to itself, and one to the folder that it is in."""
    path.symlink_to(path.name)
    (path.parent / "again").symlink_to(path.parent)


CASES: dict[str, tuple[str, Make]] = {
    "entity bomb": ("r.xml", text(
        b'<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY b%d "%s">' % (n, (b"&b%d;" % (n - 1) if n else b"&a;") * 10)
                   for n in range(10)) + b"]><testsuite>&b9;</testsuite>")),
    "quadratic entities": ("r.xml", text(
        b'<!DOCTYPE z [<!ENTITY a "' + b"a" * 100_000 + b'">]><testsuite>' + b"&a;" * 100_000)),
    "external entity": ("r.xml", text(
        b'<!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuite>&a;</testsuite>')),
    "parameter entity": ("r.xml", text(
        b'<!DOCTYPE z [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><testsuite/>')),
    "XML: 100,000 levels": ("r.xml", repeated(b"<testsuite>", size=1_100_000)),
    "XML: 100 MB of cases": ("r.xml", numbered(b'<testcase name="a%d"/>', before=b"<testsuite>",
                                               after=b"</testsuite>")),
    "XML: 100 MB of elements": ("r.xml", repeated(b"<a/>", before=b"<testsuite>")),
    "XML: 100 MB of reruns": ("r.xml", repeated(
        b"<rerunError/>", before=b'<testsuite><testcase name="a">')),
    "XML: 100 MB of one name": ("r.xml", repeated(b"a", before=b'<testsuite><testcase name="',
                                                  after=b'"/></testsuite>')),
    "XML: 100 MB of attributes": ("r.xml", numbered(b' a%d=""', before=b"<testsuite")),
    "XML: 100 MB of a comment": ("r.xml", repeated(b"a", before=b"<testsuite><!--")),
    "XML: 100 MB of text, cut": ("r.xml", repeated(
        b"a" * 99 + b"\n", before=b'<testsuite><testcase name="a"><failure>')),
    "XML: bytes that are no UTF-8": ("r.xml", text(b'<testsuite><testcase name="\xff"/>')),
    "XML: UTF-16, cut": ("r.xml", text('<testsuite><testcase name="a"/>'.encode("utf-16"))),
    "XML: UTF-7": ("r.xml", text(b'<?xml version="1.0" encoding="utf-7"?><testsuite/>')),
    "XML: NUL": ("r.xml", text(b'<testsuite>\0</testsuite>')),
    "XML: packed": ("r.xml", text(b"\x1f\x8b\x08\0\0\0\0\0\0\x03")),
    "JSON: 100 MB of brackets": ("c.json", repeated(b"[", before=COVERAGE)),
    "JSON: 100 MB of lists": ("c.json", repeated(b"[],", before=COVERAGE + b"[")),
    "JSON: 100 MB of objects": ("c.json", repeated(b'{"a":1},', before=COVERAGE + b"[")),
    "JSON: 100 MB of numbers": ("c.json", repeated(b"1234,", before=COVERAGE + b"[")),
    "JSON: 100 MB of one number": ("c.json", repeated(b"1", before=COVERAGE)),
    "JSON: 100 MB of keys": ("c.json", numbered(b'"k%d":{},', before=COVERAGE + b"{")),
    "JSON: 100 MB of one text": ("c.json", repeated(b"a", before=COVERAGE + b'"')),
    "JSON: UTF-16": ("c.json", text(COVERAGE.decode().encode("utf-16"))),
    "JSON: not UTF-8": ("c.json", text(COVERAGE + b'"\xff"}')),
    "JSON: NaN of a benchmark": ("b.json", text(
        b'{"machine_info": {}, "benchmarks": ['
        b'{"fullname": "t.py::a", "stats": {"data": [NaN]}}]}')),
    "mutmut: 100 MB": ("a.py.meta", numbered(b'"k%d":[1],', before=b'{"exit_code_by_key": {')),
    "dump: 100 MB of lines": ("dump.jsonlines", repeated(b"{}\n", before=b'{"mutations"\n')),
    "records: 100 MB of tests": ("r.jsonl", numbered(
        b'{"kind":"test","id":"t.py::a%d","outcome":"pass"}\n', before=HEAD)),
    "records: 100 MB of one test": ("r.jsonl", repeated(
        b'{"kind":"test","id":"t.py::a","outcome":"pass"}\n', before=HEAD)),
    "records: 100 MB of no records": ("r.jsonl", repeated(b"x\n", before=HEAD)),
    "records: 100 MB of empty lines": ("r.jsonl", repeated(b"\n", before=HEAD)),
    "records: 100 MB of one line": ("r.jsonl", repeated(b"[", before=HEAD)),
    "records: 50 MB of lists in a line": ("r.jsonl", repeated(
        b"[],", before=HEAD + b'{"kind":"collected","ids":[', after=b"0]}\n", size=50 << 20)),
    "records: NUL": ("r.jsonl", text(HEAD + b"\0" * 4096 + b"\n")),
    "records: UTF-16": ("r.jsonl", text(HEAD.decode().encode("utf-16"))),
    "records: 100,000 levels": ("r.jsonl", text(HEAD + b"[" * 100_000 + b"\n")),
    "records: two runs mixed": ("r.jsonl", text(
        HEAD + HEAD.replace(b'"s"', b'"z"') + b'{"kind":"end"}\n' * 2)),
    "records: huge numbers": ("r.jsonl", text(
        HEAD + b'{"kind":"test","id":"t.py::a","outcome":"pass","attempt":1e99,"seconds":'
        + b"9" * 5000 + b"}\n")),
    "records: half a character": ("r.jsonl", text(
        HEAD + b'{"kind":"test","id":"t.py::\\ud800\\u001b[2J","outcome":"fail"}\n')),
    "records: paths that lead out": ("r.jsonl", text(
        HEAD + b'{"kind":"test","id":"../../../etc/passwd::a","outcome":"fail"}\n'
        b'{"kind":"test","id":"C:\\\\x\\\\t.py::a","outcome":"fail"}\n')),
    "database: nothing in it": (".coverage", database("create table t (x)")),
    "database: cut": (".coverage", lambda path: (
        database(*SCHEMA)(path), path.write_bytes(path.read_bytes()[:-1]))),
    "database: damaged": (".coverage", damaged(database(
        *SCHEMA, f"insert into arc {MILLION} select x, x, x, x from n"))),
    "database: endless view": ("s.sqlite", database(
        "create table work_results (job_id, worker_outcome, test_outcome)",
        "create view mutation_specs as with recursive n(x) as (select 1 union all select 1 from n)"
        " select 'a' as module_path, x as job_id from n")),
    "database: a million times a million": ("s.sqlite", database(
        "create table work_results (job_id, worker_outcome, test_outcome)",
        "create table mutation_specs (module_path, job_id)",
        f"insert into work_results {MILLION} select 1, 1, 1 from n",
        f"insert into mutation_specs {MILLION} select 1, 1 from n")),
    "coverage: endless view": (".coverage", database(
        *SCHEMA[:2], "insert into file values (1, 'a')", "insert into context values (1, 'a')",
        "create table line_bits (file_id, context_id, numbits)",
        "create view arc as with recursive n(x) as (select 1 union all select x + 1 from n)"
        " select 1 as file_id, 1 as context_id, x as fromno, x as tono from n")),
    "coverage: 100 MB of bits": (".coverage", database(
        *SCHEMA, "insert into file values (1, 'a')", "insert into context values (1, 'a')",
        "create table line_bits (file_id, context_id, numbits)",
        f"insert into line_bits values (1, 1, randomblob({BIG}))")),
    "a pipe": ("r.jsonl", lambda path: os.mkfifo(path)),
    "a link to a device": ("r.jsonl", lambda path: path.symlink_to("/dev/zero")),
    "a link to nothing": ("r.jsonl", lambda path: path.symlink_to("gone")),
    "links in a loop": ("r.jsonl", loop),
    "a file that cannot be read": ("r.xml", lambda path: path.symlink_to("/proc/self/mem")),
    "a name that is no text": (os.fsdecode(b"\xff\n.jsonl"), text(HEAD + b"x\n")),
}  # fmt: skip
GROWN = {"a file that shrinks": ("r.xml", numbered(b"<testcase name='a%d'/>", size=20 << 20,
                                                   before=b"<testsuite>"))}  # fmt: skip
# what other rules say of what can be read, and proves nothing
ELSEWHERE = {
    "XML: 100 MB of text, cut": "evidence-unreadable",
    "records: 100 MB of tests": "run-incomplete",
    "records: 100 MB of empty lines": "run-incomplete",
    "records: half a character": "failed-tests",
    "records: paths that lead out": "failed-tests",
}


def judged(root: Path) -> tuple[int, float, int, str]:
    """How the gate ended, processor seconds, MB, and what it printed."""
    words = [sys.executable, "-m", "specgen", "gate", "evidence", "--moment", "commit",
             "--one-machine", "--format", "json"]  # fmt: skip
    with (root / "out").open("wb") as out:
        process = subprocess.Popen(words, cwd=root, stdout=out, stderr=subprocess.STDOUT)
        clock = threading.Timer(SECONDS * 2, process.send_signal, (signal.SIGKILL,))
        clock.start()
        _, status, used = os.wait4(process.pid, 0)
        clock.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    said = (root / "out").read_text("utf-8", "replace")
    return process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10, said


def shrinking(root: Path, path: Path) -> tuple[int, float, int, str]:
    """The same while the file loses its end, over and over, and gets it back."""
    data, going = path.read_bytes(), threading.Event()

    def spoil() -> None:
        while not going.is_set():
            os.truncate(path, len(data) // 2)
            time.sleep(0.01)

    thread = threading.Thread(target=spoil)
    timer = threading.Timer(0.6, thread.start)
    timer.start()
    found = judged(root)
    going.set()
    timer.join()
    thread.join()
    return found


def tried(name: str, file: str, make: Make) -> Iterator[str]:
    """One line, and what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for known, content in (("specs/project.yaml", SPECS), ("src/shop/__init__.py", "")):
            (root / known).parent.mkdir(parents=True)
            (root / known).write_text(content)
        (root / "evidence").mkdir()
        path = root / "evidence" / file
        make(path)
        run = shrinking(root, path) if name in GROWN else judged(root)
        code, seconds, memory, said = run
        try:
            verdicts = json.loads(said)
        except ValueError:
            yield f"{name}: exit {code}, {seconds:.1f} s, {memory} MB: {said[-300:]!r}"
            return
        rule = ELSEWHERE.get(name, "evidence-unreadable")
        found = [d for d in findings(verdicts) if d["rule"] == rule]
        first = found[0] if found else {}
        shown = f"{first.get('path')}:{first.get('line')}: {first.get('message')}"
        print(f"{name} | {code} | {seconds:.1f} s | {memory} MB | {shown[:140]}", flush=True)
        if code != 1 or seconds > SECONDS or memory > MEMORY or not found:
            yield f"{name}: exit {code}, {seconds:.1f} s, {memory} MB, {len(found)} of {rule}"
        elif rule == "evidence-unreadable" and "line" not in first:
            yield f"{name}: {first}: says no line"


def findings(verdicts: object) -> Iterator[dict[str, object]]:
    """Every mapping with a rule and a message in it."""
    if isinstance(verdicts, dict):
        if "rule" in verdicts and "message" in verdicts:
            yield verdicts
        for value in verdicts.values():
            yield from findings(value)
    elif isinstance(verdicts, list):
        for value in verdicts:
            yield from findings(value)


def main() -> int:
    """Print a line for each file; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    chosen = parser.parse_args().names
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))  # spares the machine
    wrong, every = [], CASES | GROWN
    for name, (file, make) in every.items():
        if not chosen or name in chosen:
            wrong += tried(name, file, make)
    print(*wrong, sep="\n")
    print(f"{len(chosen) or len(every)} kinds of file, {len(wrong)} not as they should be")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
