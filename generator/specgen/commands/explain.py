"""Say why a cell or scenario has its status: every test linked and how, every rule applied."""

import sys
from argparse import ArgumentParser, Namespace

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen explain cart.unit.rounding    a scenario, by its id or any unique tail of it
  specgen explain cart.race             a cell: module and type
"""


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("id", help="a scenario's id or a cell, or any unique tail of one")


def run(chosen: Namespace) -> int:
    """Explain; 2 where no id, or more than one, is meant."""
    from specgen.commands import explaining  # deferred: start-up

    text, found = explaining.explained(chosen)
    (sys.stdout if found else sys.stderr).write(text)
    return 0 if found else 2
