"""What needs no command: the overview, the version, and mistakes on the command line."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen import __version__
from specgen.commands.registry import COMMANDS, Command

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version(run: Run, flag: str) -> None:
    assert run(flag) == (0, f"specgen {__version__}\n", "")


def test_the_process_ends_with_the_exit_code_of_its_command() -> None:
    command = [sys.executable, "-m", "specgen", "chekc"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean `specgen check`?" in done.stderr


def test_the_overview_names_every_command(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert all(f"\n  {command.name} " in out for command in COMMANDS)


def test_without_a_command_the_overview_is_a_complaint(run: Run) -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "usage: specgen COMMAND" in err


def test_a_misspelt_command(run: Run) -> None:
    assert run("chekc") == (
        2, "", "specgen: no command 'chekc'; did you mean `specgen check`?\n",
    )  # fmt: skip
    assert run("zzzzzz")[2].endswith("`specgen --help` lists them\n")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_examples(run: Run, command: Command) -> None:
    code, out, _ = run(command.name, "--help")
    assert code == 0
    assert "examples:" in out


def test_an_unknown_flag(run: Run) -> None:
    code, _, err = run("check", "--frmat", "json")
    assert code == 2
    assert "--frmat" in err


def test_a_repository_without_specs(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "elsewhere"
    empty.mkdir()
    code, _, err = run("check", "--root", str(empty))
    assert code == 2
    assert "has no `specs/`; `specgen init` drafts them" in err


def test_specs_are_found_from_a_folder_below(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build")
    monkeypatch.chdir(repository / "src" / "shop")
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied", "specs/x.yaml"), "specs/x.yaml: Permission"),
        (KeyboardInterrupt(), "interrupted"),
        (ValueError("odd"), "a bug in specgen"),
    ],
)
def test_what_goes_wrong_around_us_is_one_line_and_exit_3(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str
) -> None:
    def fail(chosen: object) -> int:
        raise error

    monkeypatch.setattr("specgen.commands.schema.run", fail)
    code, _, err = run("schema")
    assert code == 3
    assert said in err
    assert ("Traceback" in err) is isinstance(error, ValueError)
