"""The one place that turns what a command meets into an exit code."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module

from specgen.commands.console import NoSpecs
from specgen.commands.registry import Command

INVALID = 2
ENVIRONMENT_FAILED = 3


def parser_of(command: Command) -> ArgumentParser:
    """The parser of one command, with its examples below the options."""
    module = import_module(command.module)
    parser = ArgumentParser(
        prog=f"specgen {command.name}",
        description=module.__doc__,
        epilog=module.EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    module.options(parser)
    parser.set_defaults(command=parser.prog)
    return parser


def run(command: Command, words: Sequence[str]) -> int:
    """Parse ``words`` for ``command``, run it, and map what happens to an exit code.

    A user's mistake on the command line exits 2 (argparse's own), an interrupted or failing
    environment exits 3 with one line, and only our own bugs print a traceback.
    """
    try:
        chosen = parser_of(command).parse_args(words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    try:
        exit_code: int = import_module(command.module).run(chosen)
    except NoSpecs as error:
        print(f"specgen: {error}", file=sys.stderr)
        return INVALID
    except BrokenPipeError:
        sys.stderr.close()
        return ENVIRONMENT_FAILED
    except KeyboardInterrupt:
        print("specgen: interrupted", file=sys.stderr)
        return ENVIRONMENT_FAILED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"specgen: {where}{error.strerror or error}", file=sys.stderr)
        return ENVIRONMENT_FAILED
    except Exception:
        sys.excepthook(*sys.exc_info())  # prints it without importing traceback at every start
        print(
            "specgen: this is a bug in specgen, not in your specs; please report the lines above",
            file=sys.stderr,
        )
        return ENVIRONMENT_FAILED
    return exit_code
