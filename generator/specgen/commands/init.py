"""Draft specs for a repository from its code, tests, configuration and history.

Nothing is run, and no file that exists is changed: a second run only adds what is new.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen init                write specs/ for this repository
  specgen init --dry-run      print what would be written
then:
  specgen build               write the gap report and the tests
  specgen gaps                print what is missing
"""


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("--root", type=Path, help="the repository (default: the nearest folder"
                        " above that has specs/, .git or packaging)")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="print the files, write nothing")
    console.waiting(parser)


def run(chosen: Namespace) -> int:
    """Draft; 0 also where there is nothing to add, 2 where the specs there are invalid."""
    from specgen.commands import adopting  # deferred: start-up

    drafted = adopting.drafted(chosen)
    sys.stdout.write(drafted.text)
    sys.stderr.write(drafted.complaints)
    return drafted.exit_code
