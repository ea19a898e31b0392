"""Print the tests that exist, found by reading alone: types, levels, links, and what is dead.

Nothing is imported or run, and specs are not needed.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen scan                                      totals, files, tests that prove nothing
  specgen scan --format json --output tests.json    every test with its links and reasons
  specgen scan --recorded --as-of 2026-11-21        the snapshot that `recorded:` accepts
"""
INVALID = 2


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there, not to stdout")
    parser.add_argument("--recorded", action="store_true", help="print a snapshot as a spec file")
    parser.add_argument("--as-of", metavar="DATE", help="the day of the snapshot: 2026-11-21")
    parser.add_argument("--source", metavar="TEXT", help="what the snapshot is of; default: the"
                        " project's name")  # fmt: skip


def run(chosen: Namespace) -> int:
    """Print; 2 for a snapshot without a day, and where the specs are invalid."""
    from specgen.commands import scanning  # deferred: start-up

    text, wrong = scanning.scanned(chosen)
    sys.stderr.write(wrong)
    if wrong:
        return INVALID
    if chosen.output:
        chosen.output.write_text(text, "utf-8", newline="\n")
    else:
        sys.stdout.write(text)
    return 0
