"""The text that people read."""

import re
from collections.abc import Callable

from specgen.diagnostics import Severity
from specgen.report.as_text import as_text
from specgen.report.model import LocatedDiagnostic, Style

Make = Callable[..., LocatedDiagnostic]


def test_whole(located: Make) -> None:
    said = (
        located(tip="did you mean `critical`?", first=(3, "first here")),
        located(14, 1, path="specs", severity=Severity.WARNING, message="loose", source=""),
        located(15, 1, severity=Severity.WARNING, message="m", detail="--- a\n+++ b\n-x\n+\ty\n"),
    )
    assert (
        as_text(said, Style())
        == """\
specs/x.yaml:12:7 error[unknown-tier] no tier `critcal`
  12 | tier: critcal
     |       ^^^^^^^
    tip: did you mean `critical`?
    specs/x.yaml:3:1 first here
   3 | tier: business
     | ^^^^

specs:14:1 warning[unknown-tier] loose

specs/x.yaml:15:1 warning[unknown-tier] m
  15 | tier: critcal
     | ^^^^^^^
--- a
+++ b
-x
+\ty

1 error, 2 warnings in 2 files
"""
    )


def test_nothing_to_say() -> None:
    assert as_text((), Style()) == ""


def test_summary_in_the_singular(located: Make) -> None:
    assert as_text((located(severity=Severity.NOTE),), Style()).endswith("\n1 note in 1 file\n")


def test_colour_only_adds_colour(located: Make) -> None:
    said = (located(tip="t", first=(3, "first here")),)
    coloured = as_text(said, Style(colour=True))
    assert "\x1b[1;31merror[unknown-tier]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text(said, Style())


def test_width(located: Make) -> None:
    said = (located(1, 500, source="x" * 1_000),)
    excerpt = as_text(said, Style(width=60)).splitlines()[1:3]
    assert len(excerpt[0]) == 60
    assert excerpt[1].index("^") == 27


def test_hostile_text_stays_on_its_line(hostile: LocatedDiagnostic) -> None:
    lines = as_text((hostile,), Style()).splitlines()
    assert len([line for line in lines if "error[a\\nb" in line]) == 1
    assert lines[0].startswith("specs/a\\nb\\r::error")
