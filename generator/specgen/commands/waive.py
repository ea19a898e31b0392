"""Write a waiver into the specs, in place, keeping comments and layout.

A waiver never hides what it excuses, and it ends.  One that is there already for the same thing is
changed instead of doubled.
"""

import sys
from argparse import ArgumentParser, Namespace

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen waive cart.chaos.key-rotation --reason "No sandbox" --issue 171 \\
      --until 2027-03-01 --approved-by @lead
  specgen waive "tests/e2e/test_cart.py::*" --allow skip --at-most 15 ...
"""


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("id", help="a scenario, a cell, a test, or a glob of these")
    parser.add_argument("--allow", default="gap", help="gap, skip, xfail or a rule (default: gap)")
    parser.add_argument("--at-most", type=int, metavar="N", help="how many a glob may excuse")
    for flag, what in (("--reason", "why"), ("--issue", "where it is discussed"),
                       ("--until", "first day on which it no longer holds"),
                       ("--approved-by", "who approved it")):  # fmt: skip
        parser.add_argument(flag, required=True, help=what)


def run(chosen: Namespace) -> int:
    """Waive; 2 where the waiver would be invalid or is for nothing."""
    from specgen.commands import waiving  # deferred: start-up

    try:
        sys.stdout.write(waiving.waive(chosen))
    except waiving.Refused as error:
        print(f"specgen: {error}", file=sys.stderr)
        return 2
    return 0
