"""The evidence ladder: how well a scenario or cell is covered (docs/product.md)."""

from enum import StrEnum


class Level(StrEnum):
    """One rung.  The first four are decided by reading, the others by running."""

    MISSING = "missing"
    SKELETON = "skeleton"
    HOLLOW = "hollow"
    WRITTEN = "written"
    FAILING = "failing"
    SKIPPED = "skipped"
    XFAILED = "xfailed"
    FLAKY = "flaky"
    PASSING = "passing"
    PROVEN = "proven"

    @property
    def rank(self) -> int:
        """Position on the ladder, 0 for missing; the run levels that prove nothing rank below
        passing but are no less than written to the static eye."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}
STATIC_LEVELS = (Level.MISSING, Level.SKELETON, Level.HOLLOW, Level.WRITTEN)
REQUIRABLE_LEVELS = (Level.WRITTEN, Level.PASSING, Level.PROVEN)
