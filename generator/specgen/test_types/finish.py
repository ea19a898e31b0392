"""Finished where the spec says enough, owed where it does not."""

from collections.abc import Callable
from dataclasses import replace

from specgen.test_types.invocation import Invocation
from specgen.test_types.model import Lack, NotComplete, Owed, Sketch, Subject
from specgen.test_types.model_code import Node, Raw

GROUP = Lack("a group of tests is written by people", "make a scenario of each test")


def finished(build: Callable[[Subject], Sketch], subject: Subject, *, todo: str) -> Sketch | Owed:
    """What ``build`` makes of ``subject``, or ``todo`` as what a person must do."""
    if subject.check or subject.scenario.grouped:
        return Owed(todo, GROUP)
    try:
        return replace(build(subject), todo=todo)
    except NotComplete as error:
        return Owed(todo, error.lack)


def async_marks(call: Invocation, subject: Subject) -> tuple[Node, ...]:
    """The mark that an async test needs, if any."""
    if not call.is_async or not subject.async_mark:
        return ()
    return (Raw(f"pytest.mark.{subject.async_mark}"),)
