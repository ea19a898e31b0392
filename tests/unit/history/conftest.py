"""Histories in few words."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from specgen.evidence.model_outcome import Outcome
from specgen.history.merge import merged
from specgen.history.model import History, Seen, Sitting

TODAY = date(2026, 3, 31)
_LETTERS = {"p": Outcome.PASS, "f": Outcome.FAIL, "s": Outcome.SKIP, "F": Outcome.FLAKY,
            "e": Outcome.ERROR, "x": Outcome.XFAIL, "X": Outcome.XPASS}  # fmt: skip


@pytest.fixture(scope="session")
def history_of() -> Callable[..., History]:
    """``history_of("pa fa pb")``: one test ``t::t``, a session a day up to today, each an outcome
    (p f s F e x X) and the tree it was on."""

    def history(written: str, **changes: object) -> History:
        words = written.split()
        sittings = []
        for number, word in enumerate(words):
            day = TODAY - timedelta(days=len(words) - 1 - number)
            about = {"tree": word[1:], "os": "linux", "python": "3.12", **changes}
            tests = {"t::t": Seen(_LETTERS[word[0]], 0.1)}
            started = f"{day.isoformat()}T12:00:00Z"
            sittings.append(Sitting(f"s{number}", started, tests=tests, **about))  # type: ignore[arg-type]  # any field
        return merged([History(tuple(sittings))])

    return history
