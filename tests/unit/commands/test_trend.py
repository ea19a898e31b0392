"""The ledger from the command line: runs that really ran, remembered, judged and told."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.commands.kept import history_folder, tree_of
from specgen.history.folder import append
from specgen.history.model import History
from specgen.pipeline import compile_tree

Run = Callable[..., tuple[int, str, str]]
TEST = "tests/test_coin.py::test_coin"
COIN = """\
import os


def test_coin() -> None:
    assert os.environ["COIN"] == "heads"


def test_steady() -> None:
    assert True
"""


@pytest.fixture
def toss(repository: Path) -> Callable[[str], Path]:
    """``toss("heads")`` runs the tests in a process of its own; the folder of its records."""
    (repository / "tests/test_coin.py").write_text(COIN)
    (repository / "pytest.ini").write_text("[pytest]\nmarkers = unit\n")
    with (repository / "specs/project.yaml").open("a") as specs:
        specs.write("enforcement: [{from: 2026-01-01, stage: monitoring}]\n")
        specs.write("history: {samples: 2, streak: 2}\n")

    def run_it(side: str) -> Path:
        count = len(list(repository.glob("records-*")))
        folder = repository / f"records-{count}"
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
                 "--specgen-record", str(folder), "tests/test_coin.py"]  # fmt: skip
        about = '{"type":"unit","tree":"one"}'
        environment = {**os.environ, "COIN": side, "SPECGEN_SESSION": about}
        done = subprocess.run(words, cwd=repository, env=environment, capture_output=True)
        assert done.returncode in (0, 1), done.stdout
        return folder

    return run_it


def verdict(run: Run, *words: str) -> dict[str, list[dict[str, str]]]:
    out: dict[str, list[dict[str, str]]] = json.loads(run("gate", "--format", "json", *words)[1])
    return out


def flaky(run: Run, *words: str) -> list[str]:
    found = verdict(run, *words)["findings"]
    return [f["message"] for f in found if f["rule"] == "flaky-tests" and f["subject"] == TEST]


def test_a_test_that_earlier_runs_saw_fail_is_flaky(
    run: Run, repository: Path, toss: Callable[[str], Path]
) -> None:
    ledger = ["--ledger", "history"]
    assert flaky(run, str(toss("tails")), *ledger) == []
    green = str(toss("heads"))
    assert flaky(run, green) == []  # nobody told it of the ledger
    (message,) = flaky(run, green, *ledger)
    assert "passed 1, failed 1 times" in message
    assert "1 of 2 passes that clear it" in message
    assert flaky(run, green, *ledger) == [message]  # given twice it counts once
    assert len(list((repository / "history").iterdir())) == 2
    assert flaky(run, str(toss("heads")), *ledger) == []  # cleared
    out = run("trend", *ledger)[1]
    assert "No longer flaky" in out
    assert TEST in out


def test_record_remembers_without_judging(
    run: Run, repository: Path, toss: Callable[[str], Path]
) -> None:
    for side in ("heads", "tails"):
        code, _, err = run("record", str(toss(side)), "--remember")
        assert code == 0
        assert "remembered in .specgen/history/" in err
    assert not (repository / "specs/baseline.json").exists()
    data = json.loads(run("trend", "--format", "json")[1])["projects"][0]
    assert [each["test"] for each in data["flaky"]] == [TEST]
    assert data["sessions"] == 2
    assert {p.suffix for p in (repository / ".specgen/history").iterdir()} == {".ledger"}


def test_an_old_trend_can_be_had_again(run: Run, toss: Callable[[str], Path]) -> None:
    run("record", str(toss("heads")), "--remember")
    data = json.loads(run("trend", "--as-of", "2026-01-01", "--format", "json")[1])
    assert data["projects"][0]["sessions"] == 0


def test_compaction(run: Run, repository: Path, toss: Callable[[str], Path]) -> None:
    for side in ("heads", "tails", "heads"):
        run("record", str(toss(side)), "--remember")
    before = run("trend", "--format", "json")[1]
    code, out, _ = run("trend", "--compact")
    assert (code, out.split(":")[0]) == (0, ".specgen/history")
    assert "2 files and" in out
    assert len(list((repository / ".specgen/history").iterdir())) == 1
    assert run("trend", "--format", "json")[1] == before


def test_what_is_no_ledger_is_said(run: Run, repository: Path) -> None:
    folder = repository / "history"
    folder.mkdir()
    (folder / "a.ledger").write_text("{")
    code, out, err = run("trend", "--ledger", "history")
    assert code == 0
    assert "a.ledger: is no file of a ledger" in err
    assert "nothing is remembered" in out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [(("--as-of", "soon"), "`soon` is no day"), (("--days", "0"), "--days 0 is no window")],
)
def test_what_cannot_be_used(run: Run, *, words: tuple[str, ...], complaint: str) -> None:
    code, out, err = run("trend", *words)
    assert (code, out) == (2, "")
    assert complaint in err


def test_the_ledger_is_no_part_of_the_tree(repository: Path) -> None:
    specs = repository / "specs/project.yaml"
    specs.write_text(specs.read_text() + "history: {folder: kept}\n")
    (project,) = compile_tree(repository).projects
    before = tree_of(repository, project)
    folder = history_folder(repository, project)
    append(folder, History())
    assert list((repository / "kept").iterdir())
    assert tree_of(repository, project) == before
    (repository / "kept2").write_text("")
    assert tree_of(repository, project) != before


def test_invalid_specs_exit_2(run: Run, repository: Path) -> None:
    (repository / "specs/log.yaml").write_text("colour: red\n")
    assert run("trend")[0] == 2
