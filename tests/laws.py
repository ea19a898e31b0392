"""How hard random tests look: HYPOTHESIS_PROFILE is `ci`, `nightly` or `long`.

`ci` is the default and takes the same examples every time, so that a fresh clone is never red by
luck; the others look elsewhere each time, and 10 and 50 times as long.
"""

import os

from hypothesis import HealthCheck, settings

FACTORS = {"ci": 1, "nightly": 10, "long": 50}


def profile() -> str:
    """The profile that was asked for; `ci` where none of ours was."""
    asked = os.environ.get("HYPOTHESIS_PROFILE", "")
    return asked if asked in FACTORS else "ci"


def examples(short: int) -> int:
    """How many examples a test takes that takes ``short`` ones in `ci`."""
    return short * FACTORS[profile()]


def load() -> None:
    """Register the profiles and load the one that was asked for.

    How long an example takes proves nothing, so that no profile has a deadline.
    """
    for name, factor in FACTORS.items():
        settings.register_profile(
            name,
            deadline=None,
            max_examples=100 * factor,
            derandomize=name == "ci",
            database=None,
            suppress_health_check=[HealthCheck.too_slow],
        )
    settings.load_profile(profile())
