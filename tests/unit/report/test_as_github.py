"""Workflow commands for GitHub Actions."""

from collections.abc import Callable
from dataclasses import replace

from specgen.diagnostics import Severity, Span
from specgen.report.as_github import MAX_PER_KIND, as_github
from specgen.report.model import LocatedDiagnostic, Style

Make = Callable[..., LocatedDiagnostic]


def test_whole(located: Make) -> None:
    said = (
        located(tip="100% sure: a, b", first=(3, "first here")),
        located(1, 2, path="specs/a,b:c.yaml", severity=Severity.NOTE, message="n", width=0),
    )
    assert as_github(said, Style()) == (
        "::error file=specs/x.yaml,line=12,endLine=12,col=7,endColumn=14,"
        "title=error[unknown-tier]::no tier `critcal`"
        "%0Atip: 100%25 sure: a, b%0Aspecs/x.yaml:3: first here\n"
        "::notice file=specs/a%2Cb%3Ac.yaml,line=1,endLine=1,col=2,endColumn=3,"
        "title=note[unknown-tier]::n\n"
    )


def test_columns_only_within_one_line(located: Make) -> None:
    said = replace(located(), span=Span(3, 2, 5, 4))
    assert "line=3,endLine=5,title=" in as_github((said,), Style())


def test_the_worst_ten_of_each_kind_are_annotated(located: Make) -> None:
    findings = [located(n, 1, severity=Severity.FINDING, message=f"f{n}") for n in range(1, 13)]
    errors = [located(n, 1, message=f"e{n}") for n in range(20, 23)]
    warnings = [located(n, 1, severity=Severity.WARNING, message=f"w{n}") for n in range(30, 42)]
    lines = as_github((*findings, *warnings, *errors), Style()).splitlines()
    annotated = [line.rsplit("::", 1)[1] for line in lines if line.startswith("::error")]
    assert annotated == ["e20", "e21", "e22", "f1", "f2", "f3", "f4", "f5", "f6", "f7"]
    assert len([line for line in lines if line.startswith("::warning")]) == MAX_PER_KIND
    assert lines[2 * MAX_PER_KIND] == "7 more (GitHub annotates 10 of each kind per step):"
    assert lines[2 * MAX_PER_KIND + 1] == "- specs/x.yaml:8:1 finding[unknown-tier] f8"
    assert lines[-1] == "- specs/x.yaml:41:1 warning[unknown-tier] w41"


def test_nothing_to_say() -> None:
    assert as_github((), Style()) == ""


def test_hostile_text_adds_no_command(hostile: LocatedDiagnostic) -> None:
    """A line is a command if it starts with `::` or holds the older `##[`."""
    lines = as_github((hostile,) * (MAX_PER_KIND + 3), Style()).splitlines()
    assert len(lines) == MAX_PER_KIND + 1 + 3
    assert all(line.startswith("::error file=specs/a") for line in lines[:MAX_PER_KIND])
    for line in lines[:MAX_PER_KIND]:
        properties = line.removeprefix("::error ").split("::", 1)[0].split(",")
        assert [p.split("=")[0] for p in properties] == [
            "file",
            "line",
            "endLine",
            "col",
            "endColumn",
            "title",
        ]
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines[MAX_PER_KIND:])
