"""Gaps, explanations, the schema and completion."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.commands.registry import COMMANDS

Run = Callable[..., tuple[int, str, str]]


def test_gaps_as_tables(run: Run) -> None:
    code, out, _ = run("gaps")
    assert code == 0
    assert "cart.race" in out


def test_gaps_filtered_for_machines(run: Run) -> None:
    code, out, _ = run("gaps", "--type", "race", "--format", "json")
    assert code == 0
    assert [row["id"] for row in json.loads(out)["gaps"]] == ["cart.race.baseline"]


def test_a_filter_that_means_nothing(run: Run) -> None:
    assert run("gaps", "--type", "raec")[::2] == (
        2, "specgen: no type is called `raec`; did you mean `race`?\n",
    )  # fmt: skip
    assert "`specgen gaps` shows all" in run("gaps", "--module", "zzzzzz")[2]


def test_strict_fails_on_what_is_shown(run: Run) -> None:
    assert run("gaps", "--strict", "--priority", "high")[0] == 1
    assert run("gaps", "--strict", "--type", "chaos")[0] == 0


def test_no_report_of_invalid_specs(run: Run, repository: Path) -> None:
    (repository / "specs/bad.yaml").write_text("modul: x\n")
    assert run("gaps")[0] == run("explain", "cart.race")[0] == 2


@pytest.mark.parametrize(
    ("word", "status", "reasons"),
    [
        ("cart.race", "skeleton, a gap", ["top requires race tests", "test_two: dead, skipped"]),
        ("race.baseline", "a gap", ["Two at once", "blocked by", "bus"]),
        ("unit.sums", "a gap", ["0 of 2 tests are there"]),
        ("empty", "not owed", ["written down, not owed"]),
        ("cart.unit.baseline", "written, met", ["nobody wrote it", "tests/test_cart.py:6:1"]),
        ("cart.unit", "written, covered", ["called (weight 1.0, counts)"]),
        ("log.unit", "exempt", ["Prints only"]),
        ("bus.unit.baseline", "a gap", ["does not exist yet", "until 2030-01-01: Soon (1)"]),
        ("log.race", "not owed", ["does not require"]),
    ],
)
def test_explanations(run: Run, word: str, status: str, reasons: list[str]) -> None:
    run("build")
    code, out, _ = run("explain", word)
    assert code == 0
    first, rest = out.split("\n", 1)
    assert first.endswith(status)
    assert [reason for reason in reasons if reason not in rest] == []


@pytest.mark.parametrize(
    ("word", "tip"),
    [
        ("cart.raec", "did you mean `cart.race`?"),
        ("baseline", "  bus.unit.baseline\n"),
        ("zzzzzzzzz", "`specgen gaps` lists what there is"),
    ],
)
def test_what_means_nothing_or_much(run: Run, word: str, tip: str) -> None:
    code, out, err = run("explain", word)
    assert (code, out) == (2, "")
    assert tip in err


def test_the_schema(run: Run) -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert json.loads(out)["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command(run: Run, shell: str) -> None:
    code, out, _ = run("completion", shell)
    assert code == 0
    assert all(command.name in out for command in COMMANDS)


def test_bash_completes_a_command(run: Run) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    script = run("completion", "bash")[1]
    asked = "COMP_WORDS=(specgen expl); COMP_CWORD=1; _specgen; echo ${COMPREPLY[@]}"
    done = subprocess.run([bash, "-c", script + asked], capture_output=True, text=True, check=True)
    assert done.stdout == "explain\n"
