"""List the waivers, those that expire first at the top."""

import sys
from argparse import ArgumentParser, Namespace

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen waivers                      all of them
  specgen waivers --expiring-in 30d    those that end within 30 days, or have ended
"""


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("--expiring-in", metavar="DAYS", help="only these: 30d, 2w")


def run(chosen: Namespace) -> int:
    """List; nothing that is listed fails."""
    from specgen.commands import waiving  # deferred: start-up

    try:
        sys.stdout.write(waiving.listed(waiving.waivers(chosen)))
    except waiving.Refused as error:
        print(f"specgen: {error}", file=sys.stderr)
        return 2
    return 0
