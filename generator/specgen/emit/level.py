"""How much a planned test proves, by its text: what stands as planned is not parsed.

The grader of tests that are read (`inventory/grade.py`) must come to the same.
"""

from specgen.levels import Level
from specgen.plan import Element, PartKind

# a finished test may call something of that name, but not begin with it
_TODO = "pending("


def level_of(element: Element) -> Level:
    """Skeleton or written: a call of which no outcome is stated can still raise.

    It is *weak* when it is read (`inventory/grade.py`).
    """
    body = element.part(PartKind.BODY)
    return Level.SKELETON if body.lstrip().startswith(_TODO) else Level.WRITTEN


def expects_error(element: Element) -> bool:
    """Whether it asserts that something raises."""
    return "with pytest.raises(" in element.part(PartKind.BODY)
