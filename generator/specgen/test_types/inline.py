"""A call as one piece of text, for loops and comprehensions."""

from collections.abc import Mapping
from dataclasses import dataclass

from specgen.test_types.invocation import Invocation
from specgen.test_types.one_line import as_text
from specgen.test_types.writer import Writer

_ENTER = """\
    {start}def enter() -> object:
        {start}with {text} as entered:
            return entered

"""
_COLLECT = """\
    async def collect() -> list[object]:
        return [item async for item in {text}]

"""


@dataclass(frozen=True, slots=True)
class Inline:
    """``text`` still wants `await` where the target is async; ``helper`` is a function of the test
    that it calls, or empty."""

    text: str
    helper: str = ""

    @property
    def values(self) -> Mapping[str, str]:
        """What templates call them."""
        return {"inline": self.text, "helper": self.helper}


def inline_call(
    call: Invocation, args: tuple[object, ...], *, kwargs: Mapping[str, object], writer: Writer
) -> Inline:
    """The call with its arguments.  A context manager is entered and left, a generator exhausted.

    Raises:
        NotComplete: an argument that cannot be used.
    """
    text = as_text(call.node(writer.arguments(args, kwargs)))
    if call.shape == "context":
        start = "async " if call.is_async else ""
        return Inline("enter()", _ENTER.format(start=start, text=text))
    if call.shape == "generator" and call.is_async:
        return Inline("collect()", _COLLECT.format(text=text))
    return Inline(f"list({text})" if call.shape == "generator" else text)
