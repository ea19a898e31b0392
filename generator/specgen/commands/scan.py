"""Print the tests that exist, found by reading alone: types, levels, links, and what is dead.

Nothing is imported or run, and specs are not needed.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from specgen.commands import console, warm

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
    """Print; 2 for a snapshot without a day, and where the specs are invalid.

    What an earlier scan of exactly this tree printed is printed again at once; not a snapshot,
    which follows from the history too.
    """
    root = console.repository_of(chosen)
    request = f"scan|{chosen.project}|{chosen.format}"
    known = None if chosen.recorded else warm.recall(root, request)
    if known is not None:
        return _put(*known, output=chosen.output)
    from specgen.commands import scanning  # deferred: start-up

    begun = warm.begin(root)
    found = scanning.scanned(chosen)
    if found.wrong:
        sys.stderr.write(found.unread + found.wrong)
        return INVALID
    printed = (found.text, found.unread)
    if not chosen.recorded:
        warm.remember(root, request, printed=printed, watched=scanning.WATCHED, begun=begun)
    return _put(*printed, output=chosen.output)


def _put(text: str, said: str, *, output: Path | None) -> int:
    sys.stderr.write(said)
    if output is None:
        sys.stdout.write(text)
    elif not output.is_file() or output.read_bytes() != text.encode():  # else the tree is the same
        output.write_text(text, "utf-8", newline="\n")
    return 0
