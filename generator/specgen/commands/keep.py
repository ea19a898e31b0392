"""Take a generated test over: builds change nothing of it from then on, and say nothing of it.

The spec file of the scenario's module gets an entry in its list `kept`, comments and layout as
they are.  Deleting the entry gives the test back.
"""

import sys
from argparse import ArgumentParser, Namespace

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen keep cart.unit.rounding
  specgen keep rounding --reason "Needs a fixture of our own"
"""


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("id", help="the scenario's id, or any unique tail of it")
    parser.add_argument("--reason", default="", help="why, for those who review it")


def run(chosen: Namespace) -> int:
    """Write the entry; 2 where no scenario, or more than one, is meant."""
    from specgen.commands import keeping  # deferred: start-up

    text, done = keeping.kept(chosen)
    (sys.stdout if done else sys.stderr).write(text)
    return 0 if done else 2
