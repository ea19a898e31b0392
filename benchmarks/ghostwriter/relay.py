"""A few async functions, for want of any in the other modules."""

import asyncio
from collections.abc import AsyncIterator


async def echo(text: str) -> str:
    """What was said."""
    await asyncio.sleep(0)
    return text


async def ordered(values: list[int]) -> list[int]:
    """The values in order."""
    await asyncio.sleep(0)
    return sorted(values)


async def countdown(start: int) -> AsyncIterator[int]:
    """From ``start`` down to one."""
    for number in range(start, 0, -1):
        await asyncio.sleep(0)
        yield number
