"""Collects what reports say of lines and branches, where they may speak of a file several times."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from specgen.evidence.model import CoverageFigures
from specgen.evidence.reading import posix


@dataclass(slots=True)
class LineCounts:
    """Of one file: whether each line ran, and how many branches of it there are and were taken."""

    ran: dict[int, bool] = field(default_factory=dict)
    branches: dict[object, tuple[int, int]] = field(default_factory=dict)

    def line(self, number: int, *, ran: bool) -> None:
        """Note a line; once executed, it stays so."""
        if number > 0:
            self.ran[number] = self.ran.get(number, False) or ran

    def branch(self, key: object, *, taken: int, of: int) -> None:
        """Note the branches of one place, of which the better of two statements counts."""
        known = self.branches.get(key, (0, 0))
        self.branches[key] = (max(known[0], min(taken, of)), max(known[1], of))


@dataclass(slots=True)
class FileCounts:
    """Of all files, by name."""

    files: dict[str, LineCounts] = field(default_factory=dict)

    def of(self, path: str) -> LineCounts:
        """What is known of one file so far."""
        return self.files.setdefault(posix(path), LineCounts())

    def figures(self) -> Iterator[CoverageFigures]:
        """All of it, sorted."""
        for path, counts in sorted(self.files.items()):
            yield CoverageFigures(
                path,
                frozenset(number for number, ran in counts.ran.items() if ran),
                frozenset(counts.ran),
                sum(of for _, of in counts.branches.values()),
                sum(taken for taken, _ in counts.branches.values()),
            )
