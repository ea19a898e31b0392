"""The evidence ladder: how well a scenario or cell is covered (docs/product.md)."""

from enum import StrEnum


class Level(StrEnum):
    """One rung.  The first five are decided by reading, the others by running.

    ``rank`` is its position, 0 for missing; the run levels that prove nothing rank below passing
    but are no less than written to the static eye.
    """

    rank: int

    MISSING = "missing"
    SKELETON = "skeleton"
    HOLLOW = "hollow"
    EXPECTED_FAILURE = "expected-failure"
    WRITTEN = "written"
    FAILING = "failing"
    SKIPPED = "skipped"
    XFAILED = "xfailed"
    FLAKY = "flaky"
    PASSING = "passing"
    PROVEN = "proven"

    def __new__(cls, value: str) -> "Level":
        """A member with its rank as a plain attribute: it is asked for by the ten thousand."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.rank = len(cls.__members__)
        return member


STATIC_LEVELS = (
    Level.MISSING,
    Level.SKELETON,
    Level.HOLLOW,
    Level.EXPECTED_FAILURE,
    Level.WRITTEN,
)
REQUIRABLE_LEVELS = (Level.WRITTEN, Level.PASSING, Level.PROVEN)
