"""Print the gap report: what is owed, what is there, what is missing.

In a repository without specs it reports what `specgen init` would draft, and writes nothing.
"""

import sys
from argparse import ArgumentParser, Namespace

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen gaps                              everything, as tables
  specgen gaps --module cart --type race    one module's race tests
  specgen gaps --tier critical --priority high --strict
  specgen gaps --format json > gaps.json    for machines (docs/gaps-json.md)
"""
FORMATS = ("text", "json", "markdown")


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    for name, what in (("module", "module id, tail of one, or glob"), ("type", "type of test"),
                       ("tier", "tier"), ("priority", "priority")):  # fmt: skip
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar=name.upper(),
            help=f"only this {what} (may be repeated)",
        )  # fmt: skip
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--strict", action="store_true", help="exit 1 if any gap is shown")


def run(chosen: Namespace) -> int:
    """Print the report of each project; 1 under ``--strict`` where it shows gaps."""
    from specgen.commands import adopting, compiling, reporting  # deferred: start-up

    compilation = adopting.compiled_or_inferred(chosen)
    said = compiling.errors(compilation)
    if said:
        sys.stderr.write(compiling.rendered(said, "text", error=True))
        return compiling.exit_code(said)
    reports = reporting.narrowed([each.report for each in compilation.projects], chosen)
    for report in reports:
        sys.stdout.write(reporting.gaps_rendered(report, chosen.format))
    return 1 if chosen.strict and any(report.rows for report in reports) else 0
