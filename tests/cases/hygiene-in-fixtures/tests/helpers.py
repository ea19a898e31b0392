import asyncio
import time


def settle():
    wait()


def wait():
    time.sleep(0.2)


class Clock:
    async def tick(self):
        await asyncio.sleep(0)

    def turn(self):
        time.sleep(1)
