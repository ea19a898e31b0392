"""Compile the specs, compare with what is checked in, and fail on any drift.

Nothing is written.  Each drift comes with a unified diff and the command that mends it.
"""

import sys
from argparse import ArgumentParser, Namespace

from specgen.commands import console, warm

EXAMPLES = """\
examples:
  specgen check                     exit 1 on drift, 2 on invalid specs
  specgen check --format github     annotations for GitHub Actions
  specgen check --strict-totals     fail on stale totals too
"""
FORMATS = ("text", "json", "github", "sarif")


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--strict-totals", action="store_true", help="stale totals are drift")


def run(chosen: Namespace) -> int:
    """Check; what an earlier clean check of exactly this tree printed is printed again at once."""
    root = console.root_of(chosen)
    request = f"{chosen.project}|{chosen.format}|{chosen.strict_totals}|{console.looks()}"
    known = warm.recall(root, request)
    if known is not None:
        sys.stdout.write(known[0])
        return 0
    from specgen.commands import compiling  # deferred: start-up

    begun = warm.begin(root)
    compilation = compiling.compiled(chosen)
    said = compiling.said_by_check(compilation, strict_totals=chosen.strict_totals)
    text = compiling.rendered(said, chosen.format)
    sys.stdout.write(text)
    exit_code = compiling.exit_code(said)
    if exit_code == 0:
        watched = compiling.watched(compilation)
        warm.remember(root, request, printed=(text, ""), watched=watched, begun=begun)
    return exit_code
