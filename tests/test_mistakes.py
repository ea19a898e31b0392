"""Seeded mistakes: all are reported in one run, each at its place, with the word that was meant.

tests/cases/mistakes/mistakes.txt is the table: `path:line:column rule -> suggestion`, written by
hand from the files and not from what specgen says; no suggestion stands where no answer is right.
"""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from specgen.__main__ import main

CASE = Path(__file__).parent / "cases/mistakes"
ODD_FILES = {  # what version control or an editor would not keep as it is
    "specs/odd_bom.yaml": b"\xef\xbb\xbfmodul: shop.bom\n",
    "specs/odd_crlf.yaml": b"module: shop.crlf\r\nplanned: true\r\nteir: critical\r\n",
    "specs/odd_latin1.yaml": b"module: shop.latin\ntitle: Caf\xe9\n",
    "specs/odd_binary.yaml": b"\x89PNG\r\n\x1a\n\x00\x00",
    "specs/odd_large.yaml": b"# 50 bytes that say nothing at all, over and over\n" * 100_000,
}
ODD_MISTAKES = """\
specs/odd_bom.yaml:1:1 unknown-key -> module
specs/odd_crlf.yaml:3:1 unknown-key -> tier
specs/odd_latin1.yaml:2:11 not-utf-8 ->
specs/odd_binary.yaml:3:1 binary-file ->
specs/odd_large.yaml:1:1 file-too-large ->
"""


@dataclass(frozen=True)
class Mistake:
    """One seeded mistake and what is to be said of it."""

    place: str
    rule: str
    suggestion: str


@dataclass(frozen=True)
class Said:
    """One diagnostic as reported."""

    place: str
    rule: str
    tip: str
    severity: str


def table() -> list[Mistake]:
    lines = (CASE / "mistakes.txt").read_text("utf-8") + ODD_MISTAKES
    found = re.findall(r"^(\S+) (\S+) ->(?: (.+))?$", lines, flags=re.MULTILINE)
    assert len(found) == len(lines.splitlines())
    return [Mistake(*row) for row in found]


@pytest.fixture
def said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[Said]:
    """What one run says of all mistakes at once."""
    shutil.copytree(CASE, tmp_path, dirs_exist_ok=True)
    for path, content in ODD_FILES.items():
        (tmp_path / path).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--format", "json"]) == 2
    report = json.loads(capsys.readouterr().out)
    return [
        Said(f"{d['path']}:{d['line']}:{d['column']}", d["rule"], d["tip"], d["severity"])
        for d in report["diagnostics"]
    ]


def test_there_are_enough() -> None:
    assert len(table()) >= 45


def test_each_is_reported_at_its_place(said: list[Said]) -> None:
    reported = {(s.place, s.rule) for s in said}
    assert [m for m in table() if (m.place, m.rule) not in reported] == []


def test_nothing_else_is_an_error(said: list[Said]) -> None:
    """One mistake draws one message: no cascades."""
    expected = {(m.place, m.rule) for m in table()}
    errors = [s for s in said if s.severity == "error"]
    assert [s for s in errors if (s.place, s.rule) not in expected] == []


def test_nine_in_ten_get_the_word_that_was_meant(said: list[Said]) -> None:
    tips = {(s.place, s.rule): s.tip for s in said}
    answerable = [m for m in table() if m.suggestion]
    right = [m for m in answerable if m.suggestion in tips.get((m.place, m.rule), "")]
    assert len(right) >= 0.9 * len(answerable), [m for m in answerable if m not in right]
