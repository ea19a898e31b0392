"""How often files changed: the recent commits of git, where there are any."""

import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

_COMMITS = "500"
_LOG = ("--no-merges", "--no-renames", "--format=", "--name-only", "--relative", "--", ".")
_PATIENCE = 10  # seconds; without an answer by then, the guess does without history


def changes(root: Path) -> Mapping[str, int]:
    """The number of the last 500 commits that touched each file; empty without history."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return {}
    command = ["git", "-C", str(root), "-c", "core.quotePath=off", "log", "-n", _COMMITS, *_LOG]
    try:
        found = subprocess.run(
            command, capture_output=True, timeout=_PATIENCE, check=True, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    lines = found.stdout.decode("utf-8", "replace").splitlines()
    return Counter(line for line in lines if line.endswith(".py"))
