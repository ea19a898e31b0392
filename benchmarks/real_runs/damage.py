"""Spoils one file of evidence in every way, and says what reading it does wrong."""

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from specgen.evidence.load import load
from specgen.evidence.model import Evidence

CUTS, FLIPS = 40, 40
BIG = 100 * 1024 * 1024
BOMB = b"""<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">%s]>
<testsuite><testcase name="&x9;"/></testsuite>""" % b"".join(
    b'<!ENTITY x%d "%s">' % (n, (b"&x%d;" % (n - 1) if n else b"&a;") * 10) for n in range(10)
)
CASE = b'<testcase file="t.py" name="test_%d"><failure message="no">%s</failure></testcase>\n'


def check(path: Path, *, root: Path) -> Iterator[tuple[str, list[str]]]:
    """What goes wrong, by kind of damage; empty lists where nothing does."""
    data = path.read_bytes()
    known = load([path], root=root)
    luck = random.Random(len(data))
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / path.name
        yield "cut", _cuts(data, target, known=known, luck=luck)
        yield "with bytes flipped", _flips(data, target, luck=luck)
        target.write_bytes(data)
        twin = target.with_name(f"copy-{path.name}")
        twin.write_bytes(data)
        twice = load([target, twin, path, path], root=root)
        same = twice.outcomes() == known.outcomes() if known.records else True
        yield "given four times", [] if same else ["other outcomes"]


def _cuts(data: bytes, target: Path, *, known: Evidence, luck: random.Random) -> list[str]:
    wrong = []
    for _ in range(CUTS):
        at = luck.randrange(1, len(data) - 1)
        target.write_bytes(data[:at])
        try:
            found = load([target], root=target.parent)
        except Exception as error:
            wrong.append(f"cut at {at}: {error!r}")
            continue
        silent = not found.findings and all(s.complete for s in found.sessions)
        if silent:
            wrong.append(f"cut at {at}: nothing said")
        if len(found.records) > len(known.records):
            wrong.append(f"cut at {at}: more records than there were")
    return wrong


def _flips(data: bytes, target: Path, *, luck: random.Random) -> list[str]:
    wrong = []
    for _ in range(FLIPS):
        spoilt = bytearray(data)
        for _ in range(luck.choice((1, 5, 50))):
            spoilt[luck.randrange(len(spoilt))] = luck.randrange(256)
        target.write_bytes(spoilt)
        try:
            found = load([target], root=target.parent)
            found.outcomes()
        except Exception as error:
            wrong.append(f"flipped: {error!r}")
    return wrong


def hostile() -> Iterator[tuple[str, object, object]]:
    """Files that mean harm: what is found in them, and that the machine bears it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bomb.xml").write_bytes(BOMB)
        (folder / "external.xml").write_bytes(
            b'<!DOCTYPE t [<!ENTITY e SYSTEM "file:///etc/passwd">]><testsuite>&e;</testsuite>'
        )
        (folder / "latin.xml").write_bytes(b'<testsuite><testcase name="\xff\xfe"/></testsuite>')
        (folder / "latin.jsonl").write_bytes(b'{"kind":"test","id":"\xff","outcome":"pass"}\n')
        found = load([folder], root=folder)
        yield "hostile files that are said to be so", 4, len(found.findings)
        yield (
            "hostile files: nothing passes",
            [],
            [o for o in found.outcomes().values() if o == "pass"],
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = b"x" * 1000
        cases = BIG // (len(CASE) + 1000)
        with (folder / "big.xml").open("wb") as stream:
            stream.write(b"<testsuite>")
            stream.writelines(CASE % (n, text) for n in range(cases))
            stream.write(b"</testsuite>")
        with (folder / "deep.json").open("wb") as stream:
            stream.write(b'{"machine_info": {}, "benchmarks": [' + b"[" * BIG)
        with (folder / "line.jsonl").open("wb") as stream:
            stream.write(b'{"kind":"session"}\n{"kind":"' + b"y" * BIG + b'"}\n')
        began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = load([folder], root=folder)
        seconds = time.process_time() - began
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10
        yield "100 MB of XML: tests", cases, len(found.outcomes())
        yield "100 MB of JSON, twice: said to be wrong", 2, len(found.findings)
        yield f"all three read in {seconds:.1f} s, {grown} MB", True, seconds < 20 and grown < 700
