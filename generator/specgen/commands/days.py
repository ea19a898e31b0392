"""The day that a command judges by, as people name it."""

from datetime import UTC, date, datetime
from pathlib import Path

from specgen.runner.revision import day_of_commit
from specgen.runner.tree import NoRevision


class NoDay(Exception):
    """What was given is no day; the message says what would be."""


def day_of(text: str, root: Path) -> date:
    """``today``, ``commit`` (the day of HEAD) or an ISO day.

    Raises:
        NoDay: it is neither, or there is no commit.
    """
    if text == "today":
        return datetime.now(UTC).date()
    try:
        return day_of_commit(root) if text == "commit" else date.fromisoformat(text)
    except NoRevision as error:
        raise NoDay(str(error)) from error
    except ValueError:
        raise NoDay(f"`{text}` is no day: today, commit or 2026-03-01") from None
