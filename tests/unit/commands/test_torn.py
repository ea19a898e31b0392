"""What commands make of a half-written tree, of a stranger's `.specgen`, and of each other."""

import errno
import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen import calls
from specgen.__main__ import main
from specgen.disk.hold import at_rest

Run = Callable[..., tuple[int, str, str]]
COMMANDS = (
    ("check",), ("gaps",), ("scan",), ("gate",), ("explain", "cart.race"), ("waivers",),
    ("build", "--dry-run"), ("init", "--dry-run"), ("trend",), ("keep", "cart.unit.sums"),
)  # fmt: skip


@pytest.fixture
def torn(run: Run, repository: Path) -> Path:
    """A repository in which a build was killed after one of its files was in place."""
    assert run("build")[0] == 0
    spec = repository / "specs/cart.yaml"
    spec.write_text(spec.read_text().replace("title: Sums", "title: All the sums"))
    child = os.fork()
    if child == 0:
        left = [3]

        def die(call: str, path: str) -> None:
            left[0] -= call == "replace"
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        calls.point = die
        main(["build"])
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert (repository / ".specgen/journal.json").exists()
    return repository


def titles(root: Path) -> int:
    """How many generated files are of the second state."""
    found = (p for p in root.rglob("*") if p.suffix in (".py", ".md") and p.is_file())
    return sum("All the sums" in path.read_text() for path in found)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_that_reads_the_tree_heals_it_first(
    torn: Path, run: Run, words: tuple[str, ...]
) -> None:
    assert titles(torn) > 0
    assert "took back what a killed build had half done" in run(*words)[2]
    assert titles(torn) == 0
    assert not (torn / ".specgen/journal.json").exists()
    assert run("build")[0] == 0
    assert run("check")[0] == 0


def test_where_it_cannot_be_healed_nothing_is_read(
    torn: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(call: str, path: str) -> None:
        raise OSError(errno.EROFS, "read-only", path)

    monkeypatch.setattr(calls, "point", refuse)
    code, out, err = run("check")
    assert (code, out) == (3, "")
    assert "a build was killed half way here" in err
    assert "run `specgen build` where the tree can be written" in err


def test_a_tree_is_not_recalled_where_a_journal_lies(run: Run, repository: Path) -> None:
    assert run("build")[0] == 0
    for path in repository.rglob("*"):
        os.utime(path, ns=(1, 1))
    assert run("check")[0] == run("check")[0] == 0
    (repository / ".specgen/journal.json").write_text("{}")
    code, out, _ = run("check")
    assert code == 1
    assert "journal-of-another-checkout" in out


def test_a_journal_that_came_with_a_branch_deletes_nothing(run: Run, repository: Path) -> None:
    mine = repository / "local.env"
    mine.write_text("MODE=dev\n")
    digest = "5ce3b2f4d6e1fdcb4d1ba8f3a6fca2cbb1f7c2f9f1d8c40b0f1c9f0b8b1c6d1e"
    (repository / ".specgen").mkdir()
    (repository / ".specgen/journal.json").write_text(
        json.dumps(
            {"steps": [{"path": "local.env", "stood": False, "after": digest}], "folders": []}
        )
    )
    before = sorted(repository.rglob("*.py"))
    code, _, err = run("build")
    assert code == 1
    assert "nothing is written while it is there" in err
    assert mine.exists()
    assert sorted(repository.rglob("*.py")) == before


@pytest.mark.parametrize("target", ["../outside", "."])
def test_a_linked_folder_is_a_finding_and_nothing_is_written_through_it(
    run: Run, repository: Path, target: str
) -> None:
    outside = repository.parent / f"{repository.name}-outside"
    outside.mkdir()
    (outside / ".gitignore").write_text("# precious\n")
    (repository / ".gitignore").write_text("# precious\n")
    assert run("build")[0] == 0
    shutil.rmtree(repository / ".specgen")
    place = outside if target != "." else Path(".")
    (repository / ".specgen").symlink_to(place)
    for words in (("check",), ("scan",), ("gaps",), ("build",)):
        code, out, err = run(*words)
        if words[0] in ("check", "build"):
            assert code == 1
            assert "state-linked" in out + err
    assert sorted(p.name for p in outside.iterdir()) == [".gitignore"]
    for folder in (outside, repository):
        assert (folder / ".gitignore").read_text() == "# precious\n"
    assert not (repository / "lock").exists()


@pytest.mark.parametrize(
    "words", [("build",), ("check",), ("keep", "cart.unit.sums")], ids=" ".join
)
def test_a_command_that_shall_not_wait_says_who_is_at_work(
    repository: Path, run: Run, words: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with at_rest(repository, alone=True):
            os.write(writing, b".")
            os.read(os.pipe()[0], 1)  # for ever
    os.read(reading, 1)
    try:
        code, out, err = run(*words, "--no-wait")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert (code, out) == (3, "")
    assert f"in use by `specgen`, process {child}, since " in err
    assert run("build")[0] == 0
