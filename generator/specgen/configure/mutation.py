"""The night's mutants: which modules are changed, and the commands that change and test them."""

import json

from specgen.configure.jobs import EVIDENCE
from specgen.configure.model import Ground

_SETTINGS = f"{EVIDENCE}/mutation.toml"
_SESSION = f"{EVIDENCE}/mutation.sqlite"  # the gate reads it
_PATIENCE = 300.0  # seconds of all tests on one mutant


def mutation(ground: Ground) -> str:
    """A script that tests mutants of the declared tiers' modules; empty where none are wanted.

    The tests must pass on the code as it is, or each mutant would seem to be noticed.
    """
    program = ground.program
    files = mutated(ground)
    if not files or not any(run.mutation for run in program.runs):
        return ""
    return (
        f"mkdir -p {EVIDENCE}\n"
        f"cat > {_SETTINGS} << 'END'\n"
        "[cosmic-ray]\n"
        f"module-path = {json.dumps(files)}\n"
        f"timeout = {_PATIENCE}\n"
        "excluded-modules = []\n"
        'test-command = "python -m pytest -x -q -p no:cacheprovider"\n'
        "\n"
        "[cosmic-ray.distributor]\n"
        'name = "local"\n'
        "END\n"
        f"cosmic-ray baseline {_SETTINGS}\n"
        f"cosmic-ray init {_SETTINGS} {_SESSION}\n"
        f"cosmic-ray exec {_SETTINGS} {_SESSION}\n"
        f"specgen stamp {EVIDENCE}\n"
    )


def mutated(ground: Ground) -> list[str]:
    """The files of the modules whose tier has a mutation budget, or of all where none is named."""
    tiers = ground.program.project.mutation_tiers
    wanted = {m.id for m in ground.program.modules if not tiers or m.tier in tiers}
    return sorted({str(path) for id, path in ground.modules.items() if id in wanted})
