"""What skeleton tests call: a test that is owed and not written yet."""

import sys

TYPE_CHECKING = False  # the checkers know this name; importing `typing` for it would cost start-up
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn


class Pending(BaseException):
    """A generated test that nobody has filled in.

    It is no ``Exception``: a body under ``except Exception``, a retry loop or a task group must
    not be able to swallow it.  ``todo`` says what is to be written, ``scenario`` is the id in the
    test's ``spec`` mark, or empty where no mark was found.
    """

    def __init__(self, todo: str, scenario: str = "") -> None:
        super().__init__(todo)
        self.todo = todo
        self.scenario = scenario

    def __str__(self) -> str:
        return f"scenario {self.scenario or 'without a spec mark'} is pending: {self.todo}"


def pending(todo: str) -> "NoReturn":
    """Say that this test is still to be written, and what it is to do.

    Raises:
        Pending: always.  The specgen plugin shows it as its own outcome; without the plugin the
            test fails with a message that names the scenario.
    """
    raise Pending(todo, _scenario(sys._getframe(1)))


def _scenario(frame: "FrameType | None") -> str:
    """The id in the ``spec`` mark of the nearest calling test."""
    while frame is not None:
        found: object = frame.f_globals
        for name in frame.f_code.co_qualname.split("."):
            found = found.get(name) if isinstance(found, dict) else getattr(found, name, None)
        for mark in getattr(found, "pytestmark", ()):
            if mark.name == "spec" and mark.args:
                return str(mark.args[0])
        frame = frame.f_back
    return ""
