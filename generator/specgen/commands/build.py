"""Compile the specs and write what they declare: tests, documents, the lock.

Files that a person changed are merged or left alone and reported, never overwritten silently.
"""

from argparse import ArgumentParser, Namespace

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen build                     write everything
  specgen build --dry-run           say what would be written
  specgen build --project shop      only the project `shop`
  specgen build --force             also overwrite hand-edited files that the machine owns
"""


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument("--force", action="store_true", help="discard hand edits of owned files")


def run(chosen: Namespace) -> int:
    """Build; 0 where all is written, 1 where something was left alone, 2 for invalid specs."""
    from specgen.commands import building  # deferred: start-up

    return building.build(chosen)
