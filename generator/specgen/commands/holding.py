"""How commands hold the checkout: those that write alone, those that read with each other."""

import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from pathlib import Path
from typing import TypeVar

from specgen.commands.console import SPECS, WAIT, root_of
from specgen.disk.hold import Patience, at_rest

R = TypeVar("R")


def reading(root: Path, chosen: Namespace) -> AbstractContextManager[None]:
    """Let no build write while the tree is read; nothing where there are no specs to build."""
    if not (root / SPECS).is_dir():
        return nullcontext()
    return at_rest(root, alone=False, patience=_patience(chosen))


def writing(root: Path, chosen: Namespace) -> AbstractContextManager[None]:
    """Let nobody else read or write from before the tree is read until it is written."""
    return at_rest(root, alone=True, patience=_patience(chosen))


def alone(command: Callable[[Namespace], R]) -> Callable[[Namespace], R]:
    """``command``, holding the tree that its options name from its first step to its last."""

    @wraps(command)
    def held(chosen: Namespace) -> R:
        with writing(root_of(chosen), chosen):
            return command(chosen)

    return held


def _patience(chosen: Namespace) -> Patience:
    return Patience(getattr(chosen, "wait", WAIT), _tell, getattr(chosen, "command", "specgen"))


def _tell(what: str) -> None:
    print(f"specgen: {what}", file=sys.stderr, flush=True)
