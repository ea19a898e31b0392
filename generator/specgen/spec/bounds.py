"""Numbers between bounds that the machine, or the meaning, sets."""

from decimal import Decimal

from specgen.quantities import Share
from specgen.spec.units import QuantityError, number, positive, share, shown

MOST_MACHINES = 256  # GitHub starts no more jobs of one matrix


def several(value: object) -> int:
    """A whole number, 2 or more; raises ``QuantityError``."""
    found = positive(value)
    if found == 1:
        raise QuantityError(
            "`1` is too small", "write a whole number from 2 on", rule="wrong-value"
        )
    return found


def machines(value: object) -> int:
    """How many jobs share the tests of a type, 1 to 256; raises ``QuantityError``."""
    found = positive(value)
    if found > MOST_MACHINES:
        raise QuantityError(
            f"{shown(value)} is too large", f"write 1 to {MOST_MACHINES}", rule="wrong-value"
        )
    return found


def probability(value: object) -> Share:
    """``10%`` or 0.1; raises ``QuantityError``."""
    if isinstance(value, str):
        return share(value)
    found = number(value)
    if not 0 <= found <= 1:
        raise QuantityError(
            f"{shown(value)} is no probability", "write 0 to 1, or a share", rule="wrong-value"
        )
    return Share(Decimal(str(found)))
