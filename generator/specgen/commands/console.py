"""What all commands share: the repository they work on, the terminal they print to."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

SPECS = "specs"
WAIT = 600.0  # s, for another command that writes this tree
_WIDTH = 100
_SIGNS = (".git", "pyproject.toml", "setup.cfg", "setup.py")


class NoSpecs(Exception):
    """There is nothing here that the command line means; the message says what to do."""


def common(parser: ArgumentParser) -> None:
    """The options that every command on a repository has."""
    parser.add_argument("--root", type=Path, help="the repository (default: the nearest folder"
                        " above that has specs/)")  # fmt: skip
    parser.add_argument("--project", default="", metavar="NAME", help="only this project")
    waiting(parser)


def waiting(parser: ArgumentParser) -> None:
    """The option of every command that must not meet a build at work."""
    parser.add_argument("--no-wait", dest="wait", action="store_const", const=0.0, default=WAIT,
                        help="exit 3 where another command writes this tree, rather than wait"
                        " ten minutes for it")  # fmt: skip


def root_of(chosen: Namespace) -> Path:
    """The repository to work on.

    Raises:
        NoSpecs: no folder from here upwards has ``specs/``, or the one that was named has none.
    """
    named: Path | None = chosen.root
    start = (named or Path.cwd()).resolve()
    for folder in (start,) if named else (start, *start.parents):
        if (folder / SPECS).is_dir():
            return folder
    where = f"{named} has no" if named else "neither this folder nor one above it has a"
    raise NoSpecs(f"{where} `specs/`; `specgen init` drafts them")


def repository_of(chosen: Namespace) -> Path:
    """The repository to draft specs for: the nearest folder from here upwards that has specs,
    else a history or packaging, else this one."""
    start: Path = (chosen.root or Path.cwd()).resolve()
    if chosen.root is None:
        signed = (_with_any(signs, start) for signs in ((SPECS,), _SIGNS))
        return next((folder for folder in signed if folder), start)
    if not start.is_dir():
        raise NoSpecs(f"there is no folder {chosen.root}")
    return start


def _with_any(signs: tuple[str, ...], start: Path) -> Path | None:
    """The nearest folder from ``start`` upwards that holds one of ``signs``."""
    around = (start, *start.parents)
    return next((f for f in around if any((f / sign).exists() for sign in signs)), None)


def has_specs(root: Path) -> bool:
    """Whether any spec file stands below ``root/specs``."""
    return any((root / SPECS).rglob("*.yaml"))


def looks(stream_fd: int = 1) -> tuple[bool, int]:
    """Colour, only on a terminal and where NO_COLOR does not object, and its width, or 100."""
    if not _is_terminal(stream_fd):
        return False, _WIDTH
    return not os.environ.get("NO_COLOR"), _columns(stream_fd)


def _is_terminal(stream_fd: int) -> bool:
    """Whether it is one that can do more than show text."""
    return os.isatty(stream_fd) and os.environ.get("TERM") != "dumb"


def _columns(stream_fd: int) -> int:
    """As ``shutil.get_terminal_size`` tells it, which is slow to import."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(stream_fd).columns or _WIDTH
    except OSError:
        return _WIDTH


def progress_to_stderr() -> Callable[[str], None]:
    """Shows the step at hand on one line of a terminal, and nothing anywhere else."""
    try:
        stream_fd = sys.stderr.fileno()
    except (OSError, ValueError):  # not a file of the system, or closed
        return lambda _: None
    if not _is_terminal(stream_fd):
        return lambda _: None
    width = _columns(stream_fd)

    def show(step: str) -> None:
        ending = "" if step else "\r"
        shown = step if len(step) < width else f"{step[: width - 2]}…"
        print(f"\r\x1b[2K{shown}{ending}", end="", file=sys.stderr, flush=True)

    return show
