"""Functions with laws."""

import asyncio
from dataclasses import dataclass
from enum import Enum


class Colour(Enum):
    """Three colours."""

    RED = "red"
    GREEN = "green"
    BLUE = "blue"


@dataclass(frozen=True)
class Point:
    """A point on a grid."""

    x: int
    y: int
    colour: Colour


def encode(text: str) -> list[tuple[str, int]]:
    """Run-length encoding."""
    runs: list[tuple[str, int]] = []
    for char in text:
        if runs and runs[-1][0] == char:
            runs[-1] = (char, runs[-1][1] + 1)
        else:
            runs.append((char, 1))
    return runs


def decode(runs: list[tuple[str, int]]) -> str:
    """The text of its runs."""
    return "".join(char * count for char, count in runs)


def normalize(words: list[str]) -> list[str]:
    """Words without outer space, each once, sorted."""
    return sorted({word.strip() for word in words if word.strip()})


def merge(left: frozenset[int], right: frozenset[int]) -> list[int]:
    """All numbers of both."""
    return sorted(left | right)


def clamp(value: int, low: int = 0, high: int = 10) -> int:
    """The nearest number between both bounds."""
    return max(low, min(high, value))


def total(numbers: list[int]) -> int:
    """The sum."""
    result = 0
    for number in numbers:
        result += number
    return result


def parse(text: str) -> int:
    """A number in brackets."""
    if len(text) < 2 or text[0] != "[" or text[-1] != "]":
        raise ValueError("no brackets")
    return int(text[1:-1])


def mirror(point: Point) -> Point:
    """The point on the other side of the axis."""
    return Point(-point.x, point.y, point.colour)


async def shout(text: str) -> str:
    """The text in capitals, later."""
    await asyncio.sleep(0)
    return text.upper()
