"""How much a planned test proves, by its text: what stands as planned is not parsed.

The grader of tests that are read (`inventory/grade.py`) must come to the same.
"""

import re

from specgen.levels import Level
from specgen.plan import Element, PartKind

# a finished test may call something of that name, but not begin with it
_TODO = "pending("
# as the templates write them, at the start of a line; a benchmark is judged by its budget
_CHECK = re.compile(r"^\s*(?:assert\b|(?:async )?with pytest\.raises\(|.*\bbenchmark\.)", re.M)
_DRAWN = re.compile(r"^@given\(", re.M)  # a drawn example that crashes fails it


def level_of(element: Element) -> Level:
    """Skeleton, hollow or written."""
    body = element.part(PartKind.BODY)
    if body.lstrip().startswith(_TODO):
        return Level.SKELETON
    if _CHECK.search(body) or _DRAWN.search(element.part(PartKind.TABLE)):
        return Level.WRITTEN
    return Level.HOLLOW


def expects_error(element: Element) -> bool:
    """Whether it asserts that something raises."""
    return "with pytest.raises(" in element.part(PartKind.BODY)
