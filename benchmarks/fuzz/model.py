"""What a target of the fuzzing is, and what is counted of it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

Files = Mapping[str, bytes]
"""A tree: bytes by path."""


class Wrong(Exception):
    """What came out is not what the target promises, though nothing was raised."""


@dataclass(frozen=True, slots=True)
class Target:
    """One way into specgen.

    ``make`` draws an input, a tree; ``good`` is one that passes every stage.  ``run`` takes a
    tree, which is also written below a folder where it is ``on_disk``, through the ``stages``
    and yields the name of each that it passed; it may raise nothing.  Within ``planted`` a stage
    is broken on purpose, so that ``run`` of ``good`` must raise.
    ``folders`` are those of the package that it is to reach.
    """

    name: str
    stages: tuple[str, ...]
    folders: tuple[str, ...]
    make: Callable[[Random], Files]
    good: Callable[[], Files]
    run: Callable[[Files, Path], Iterator[str]]
    planted: Callable[[], AbstractContextManager[None]]
    on_disk: bool = True


@dataclass(slots=True)
class Count:
    """How far one target is: the index of the next input, seconds of CPU, inputs per stage."""

    next: int = 0
    cpu: float = 0.0
    passed: dict[str, int] = field(default_factory=dict)
    controls: int = 0
    finds: dict[str, list[int]] = field(default_factory=dict)
