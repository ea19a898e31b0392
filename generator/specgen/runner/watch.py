"""Reads, while a job runs, what the plugin appends to its files."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from specgen.runner.model import Progress

LIVE = "*.live"  # what workers tell before their reports come
_RECORDS = "*.jsonl"


@dataclass(slots=True)
class _Tail:
    """A file that grows."""

    path: Path
    read: int = 0
    rest: bytes = b""

    def new(self) -> Iterator[Mapping[str, object]]:
        """What whole lines were added since the last look."""
        try:
            with self.path.open("rb") as stream:
                stream.seek(self.read)
                new = stream.read()
        except FileNotFoundError:  # its worker has ended
            return
        self.read += len(new)
        *lines, self.rest = (self.rest + new).split(b"\n")
        yield from map(json.loads, lines)


@dataclass(slots=True)
class Watch:
    """How far a job is, by the files in its folder."""

    folder: Path
    progress: Progress = Progress()
    ended: bool = False
    _tails: dict[Path, _Tail] = field(default_factory=dict)
    _running: dict[str, str] = field(default_factory=dict)  # tests; how far each has come
    _counts: Counter[str] = field(default_factory=Counter)

    def look(self) -> Progress:
        """How far the job is."""
        for path in (*sorted(self.folder.glob(_RECORDS))[:1], *sorted(self.folder.glob(LIVE))):
            for entry in self._tails.setdefault(path, _Tail(path)).new():
                self._take(entry)
        return self.progress

    def _take(self, entry: Mapping[str, object]) -> None:
        kind, name = entry.get("kind"), str(entry.get("raw") or entry.get("id") or "")
        if kind == "collected" and isinstance(entry["count"], int):
            self.progress = replace(self.progress, expected=entry["count"])
        elif kind == "start":
            self._running.setdefault(name, "")
            self._at(name)
        elif kind == "checkpoint":
            name = name or self.progress.last
            self._running[name] = str(entry["name"])
            self._at(name)
        elif kind == "test":
            self._counts[str(entry["outcome"])] += 1
            counts = dict(sorted(self._counts.items()))
            self.progress = replace(self.progress, done=self.progress.done + 1, outcomes=counts)
            self._running.pop(name, None)
            if self._running:  # under workers another test may be the one that is stuck
                self._at(next(reversed(self._running)))
        elif kind == "end":
            self.ended = True

    def _at(self, name: str) -> None:
        self.progress = replace(self.progress, last=name, checkpoint=self._running.get(name, ""))
