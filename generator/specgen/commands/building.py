"""What ``specgen build`` does: compile and write, alone with the tree all the while."""

import sys
from argparse import Namespace

from specgen.commands import compiling, console, holding

_INVALID = 2


def build(chosen: Namespace) -> int:
    """Build the tree that the options name; with ``dry_run`` only say what would be written."""
    hold = holding.reading if chosen.dry_run else holding.writing
    with hold(console.root_of(chosen), chosen):
        compilation = compiling.compiled(chosen, force=chosen.force)
        said = compiling.said_by_build(compilation)
        if compiling.exit_code(said) < _INVALID:
            refused = () if chosen.dry_run else compiling.write_tree(compilation)
            said = compiling.in_order((*said, *compiling.located(compilation, refused)))
            if not refused:
                sys.stdout.write(compiling.operations_as_text(compilation, dry=chosen.dry_run))
    sys.stderr.write(compiling.rendered(said, "text", error=True))
    return compiling.exit_code(said)
