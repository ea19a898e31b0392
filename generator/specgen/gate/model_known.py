"""What reading the tree tells the gate: what evidence has to speak of to be whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple


class Live(NamedTuple):
    """One live test, by its node id without parameters.

    ``sets`` are the ids of its parameter sets, None where reading cannot know them; then any one of
    them speaks for it, and ``why`` says what makes them.  ``subtests`` says that it may have parts
    that a report counts and does not list.
    """

    node_id: str
    type: str
    sets: tuple[str, ...] | None = None
    why: str = ""
    subtests: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """``live`` goes by node id, ``statements`` (lines that coverage asks for) by module id."""

    live: Mapping[str, Live] = field(default_factory=lambda: MappingProxyType({}))
    statements: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
