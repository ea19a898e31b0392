"""The entry point: answers what needs no import itself, then hands over to one command."""

import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from specgen import __version__
from specgen.commands.registry import COMMANDS, Command

USAGE = """\
specgen compiles declared tests: YAML specs in, tests, gap reports and plans out.

usage: specgen COMMAND [options]

{commands}

  specgen COMMAND --help   options and examples of one command
  specgen --version        the version

exit codes: 0 clean, 1 findings, 2 invalid specs or command line, 3 the environment failed,
4 a run stalled
"""


def overview() -> str:
    """What ``specgen --help`` prints."""
    width = max(len(command.name) for command in COMMANDS)
    lines = (f"  {command.name:<{width}}   {command.summary}" for command in COMMANDS)
    return USAGE.format(commands="\n".join(lines))


def find(name: str) -> Command | None:
    """The command of that name."""
    return next((command for command in COMMANDS if command.name == name), None)


def unknown(name: str) -> int:
    """Complain about a command that does not exist, with the nearest that does."""
    closest = import_module("specgen.spelling").closest(name, [c.name for c in COMMANDS])
    tip = f"did you mean `specgen {closest}`?" if closest else "`specgen --help` lists them"
    print(f"specgen: no command {name!r}; {tip}", file=sys.stderr)
    return 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run specgen with ``arguments`` (default: the process's); returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] in (["--version"], ["-V"]):
        print(f"specgen {__version__}")
        return 0
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview(), end="", file=sys.stdout if words else sys.stderr)
        return 0 if words else 2
    command = find(words[0])
    if command is None:
        return unknown(words[0])
    exit_code: int = import_module("specgen.commands.outcome").run(command, words[1:])
    return exit_code


def script() -> None:
    """The process of one command: ``main``, without collecting what its end frees anyway.

    Collecting costs a large repository a fifth of the time; a command that stays enables it again.
    """
    gc.disable()
    exit_code = main()
    gc.freeze()
    sys.exit(exit_code)


if __name__ == "__main__":
    script()
