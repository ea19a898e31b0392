"""Finished where the spec says enough, owed where it does not."""

from collections.abc import Callable
from dataclasses import replace

from specgen.test_types.invocation import Invocation
from specgen.test_types.model import Import, Lack, NotComplete, Owed, Sketch, Subject
from specgen.test_types.model_code import Call, ListOf, Node, Raw, Text

ON_ASYNCIO = Call("pytest.mark.parametrize", (Text("anyio_backend"), ListOf((Text("asyncio"),))))
GROUP = Lack("a group of tests is written by people", "make a scenario of each test")


def finished(build: Callable[[Subject], Sketch], subject: Subject, *, todo: str) -> Sketch | Owed:
    """What ``build`` makes of ``subject``, or ``todo`` as what a person must do."""
    if subject.check or subject.scenario.grouped:
        return Owed(todo, GROUP)
    try:
        sketch = build(subject)
    except NotComplete as error:
        return Owed(todo, error.lack)
    return replace(sketch, todo=todo, table=(*_backend(sketch, subject), *sketch.table))


def _backend(sketch: Sketch, subject: Subject) -> tuple[Node, ...]:
    """Keeps anyio from running a test on backends that the test or the project is not made for."""
    if not sketch.is_async or subject.async_mark != "anyio":
        return ()
    return () if subject.trio and Import("asyncio") not in sketch.imports else (ON_ASYNCIO,)


def async_marks(call: Invocation, subject: Subject) -> tuple[Node, ...]:
    """The mark that an async test needs, if any."""
    if not call.is_async or not subject.async_mark:
        return ()
    return (Raw(f"pytest.mark.{subject.async_mark}"),)
