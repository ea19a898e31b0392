"""Print the JSON Schema (2020-12) of spec files, for editors and other tools."""

import json
from argparse import ArgumentParser, Namespace

EXAMPLES = """\
examples:
  specgen schema > specs/spec.schema.json
  and at the top of a spec file, for editors with a YAML language server:
  # yaml-language-server: $schema=spec.schema.json
"""


def options(parser: ArgumentParser) -> None:
    """It has no flags."""


def run(chosen: Namespace) -> int:
    """Print it."""
    from specgen.spec.schema import schema  # deferred: start-up

    print(json.dumps(schema(), indent=2, ensure_ascii=False))
    return 0
