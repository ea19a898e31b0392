"""Drift findings: a diff, a place, the command that mends it."""

from pathlib import PurePosixPath

from specgen.diagnostics import Severity
from specgen.disk.drift import drift, unified
from specgen.disk.model import Action, Cause, Operation, Outcome

PATH = PurePosixPath("docs/GAPS.md")


def test_the_finding_stands_at_the_first_line_that_differs() -> None:
    have = b"".join(b"line %d\n" % n for n in range(20))
    want = have.replace(b"line 12\n", b"line twelve\n")
    found = drift(Outcome((Operation(Action.UPDATE, PATH, Cause.STALE, want, have),), ()))
    assert [(d.rule, d.severity, d.tip) for d in found] == [
        ("drift-stale", Severity.FINDING, "run `specgen build`")
    ]
    assert found[0].place.span is not None
    assert found[0].place.span.line == 11
    assert "-line 12\n+line twelve" in found[0].detail


def test_a_missing_file_has_no_line() -> None:
    (found,) = drift(Outcome((Operation(Action.CREATE, PATH, Cause.MISSING, b"x\n"),), ()))
    assert found.place.span is None
    assert "+x" in found.detail


def test_a_move_names_where_the_file_stands() -> None:
    operation = Operation(Action.MOVE, PATH, Cause.STALE, b"", b"", PurePosixPath("old.md"))
    assert "old.md" in drift(Outcome((operation,), ()))[0].message


def test_a_long_diff_is_cut_and_line_ends_show() -> None:
    diff = unified(PATH, have=b"", want=b"".join(b"%d\n" % n for n in range(1000)))
    assert len(diff) == 401
    assert diff[-1] == "... 603 more lines"
    assert "-a\\r" in unified(PATH, have=b"a\r\n", want=b"a\n")
    assert "-a (no line end)" in unified(PATH, have=b"a", want=b"a\n")
