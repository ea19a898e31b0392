"""What a draft is made from, and what it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from specgen.inventory.model import Inventory
from specgen.plan import PlannedFile
from specgen.repository.model import Repository
from specgen.surface.model import Surface


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a draft is drawn from; ``builtin`` are the names of the built-in types of tests and
    the words that already mean each of them."""

    repository: Repository
    surface: Surface
    inventory: Inventory
    builtin: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """What the specs of one project already say, for a draft of what is new since.

    ``modules`` are the modules with a spec, ``tiers`` the tiers' names, ``excused`` the tests that
    waivers and skips mean (as in ``tests:``); ``text`` is that of all spec files, comments
    included, and ``paths`` are theirs.
    """

    folder: PurePosixPath
    modules: frozenset[str]
    tiers: tuple[str, ...]
    excused: tuple[str, ...]
    text: str
    paths: frozenset[PurePosixPath]


@dataclass(frozen=True, slots=True)
class Guess:
    """How much a module matters, and why that is thought."""

    module: str
    tier: str
    reasons: tuple[str, ...]
    exempt: str = ""  # why it owes no unit test


@dataclass(frozen=True, slots=True)
class Draft:
    """Spec files for people to correct, and what was found, in words."""

    files: tuple[PlannedFile, ...]
    notes: tuple[str, ...] = ()


CRITICAL, STANDARD, SUPPORTING = "critical", "standard", "supporting"
