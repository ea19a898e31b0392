"""A small command: counts the words of its arguments, and a session of steps."""

import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Count words; write report.txt."""
    if not arguments:
        print("nothing to count", file=sys.stderr)
        return 2
    print("starting")
    words = " ".join(arguments).split()
    print(f"counted {len(words)} words")
    Path("report.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    print("report written")
    return 0


class Session:
    """A shop session."""

    def __init__(self) -> None:
        self._cart: list[str] = []
        self._open = False

    def log_in(self, name: str) -> bool:
        """Open the session."""
        self._open = bool(name)
        return self._open

    def add(self, thing: str) -> int:
        """Put a thing in; how many there are."""
        if not self._open:
            return 0
        self._cart.append(thing)
        return len(self._cart)

    async def pay(self) -> str:
        """Pay for all."""
        paid = len(self._cart)
        self._cart.clear()
        return f"paid {paid}"

    @property
    def empty(self) -> bool:
        """Whether nothing is left."""
        return not self._cart


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
