"""Print what the runs of the last weeks tell: flaky tests, durations, coverage, slow tests, skips.

It reads the ledger, which `specgen gate --ledger FOLDER` and `specgen record --ledger FOLDER`
write, and runs nothing.  With `--as-of DAY` later runs are not looked at, so an old trend can be
had again.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen trend                              of the ledger that the specs name
  specgen trend --as-of 2026-03-01 --days 14
  specgen trend --format markdown > trend.md
  specgen trend --compact                    make one file of all; nothing is lost
"""
FORMATS = ("text", "json", "markdown")


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("--ledger", type=Path, metavar="FOLDER",
                        help="the ledger (default: `history` of the specs)")  # fmt: skip
    parser.add_argument("--as-of", default="today", metavar="DAY",
                        help="today, commit (the day of HEAD) or 2026-03-01")  # fmt: skip
    parser.add_argument("--days", type=int, metavar="N", help="how far back to look")
    parser.add_argument("--compact", action="store_true",
                        help="put all files of the ledger into one")  # fmt: skip
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")


def run(chosen: Namespace) -> int:
    """Print the trend of each project; nothing in it fails."""
    from specgen.commands import compiling, trending  # deferred: start-up

    compilation = compiling.compiled(chosen)
    said = compiling.errors(compilation)
    if said:
        sys.stderr.write(compiling.rendered(said, "text", error=True))
        return compiling.exit_code(said)
    if chosen.compact:
        return trending.compacted(compilation, chosen)
    return trending.told(compilation, chosen)
