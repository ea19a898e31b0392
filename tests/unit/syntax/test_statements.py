"""The lines that coverage asks for, as coverage.py itself counts them."""

import ast
from pathlib import Path

import pytest
from coverage.parser import PythonParser

import specgen
from specgen.syntax.statements import statements

PACKAGE = Path(specgen.__file__).parent
# what coverage.py excludes by default, in its own words
EXCLUDED = r"#\s*(pragma|PRAGMA)[:\s]?\s*(no|NO)\s*(cover|COVER)|^\s*if (typing\.)?TYPE_CHECKING:"
ODD = '''"""Doc."""
from __future__ import annotations
import os; import sys
if TYPE_CHECKING:
    import json

class A:
    """Doc."""
    x: int
    y: int = 1

    @property
    @staticmethod
    def f(self):
        """Doc."""
        global z
        a: int
        b: int = 2
        return (b +
                a)

def g(n):  # pragma: no cover
    return n

async def h(n):
    try:
        async with n:
            pass
    except (ValueError,
            TypeError):
        n = 1
    else:
        n = 2
    finally:
        n = 3
    while n:
        n -= 1
    else:
        n = 4
    match n:
        case 1:
            return 1
        case _:
            return 2
'''


def asked(data: bytes) -> int:
    parser = PythonParser(text=data.decode(), filename="x.py", exclude=EXCLUDED)
    parser.parse_source()
    return len(parser.statements)


def counted(data: bytes) -> int:
    return statements(ast.parse(data), data.split(b"\n"))


def test_what_leaves_a_trace() -> None:
    assert counted(ODD.encode()) == asked(ODD.encode())
    assert counted(b"") == counted(b'"""Doc."""\n') == 0
    assert counted(b"x = 1\n") == 1


@pytest.mark.parametrize("folder", ["evidence", "gate", "merge", "syntax"])
def test_our_own_code(folder: str) -> None:
    """Within one in a hundred over many files: what Python leaves out of odd ones is its own."""
    files = [path.read_bytes() for path in sorted((PACKAGE / folder).glob("*.py"))]
    exact, ours = sum(map(asked, files)), sum(map(counted, files))
    assert abs(ours - exact) * 100 <= exact
