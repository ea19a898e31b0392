"""How what a command prints looks on the terminal at hand."""

from specgen.commands import console
from specgen.report.model import Style


def style_of(stream_fd: int = 1) -> Style:
    """The style of what goes to a stream."""
    return Style(*console.looks(stream_fd))
