"""What the tests of reading Python share."""

import textwrap
from collections.abc import Callable

import pytest

from specgen.syntax.facts import facts_of
from specgen.syntax.model import Body, FileFacts

Facts = Callable[[str], FileFacts]
Bodies = Callable[[str], Body]


@pytest.fixture
def facts() -> Facts:
    """Source text to the facts of its file, bodies included."""

    def read(text: str) -> FileFacts:
        return facts_of("tests/test_x.py", textwrap.dedent(text).encode(), bodies=True)

    return read


@pytest.fixture
def body(facts: Facts) -> Bodies:
    """Source text to the body of its last function."""

    def read(text: str) -> Body:
        found = facts(text)
        assert not found.problem, found.problem
        return found.functions[-1].body

    return read
