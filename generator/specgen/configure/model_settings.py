"""Settings that people wrote, as one frozen noun."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from specgen.diagnostics import Place, Span


@dataclass(frozen=True, slots=True)
class Settings:
    """One table or section: where it stands, what it says, and on which lines.

    ``heading`` is how the file calls it; ``native`` says that its values have the types of TOML
    instead of being texts that the tool takes apart.
    """

    path: PurePosixPath
    heading: str
    line: int
    values: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    native: bool = False

    def at(self, key: str = "") -> Place:
        """The line of ``key``, else that of the heading."""
        line = self.lines.get(key, self.line)
        return Place(self.path, span=Span(line, 1, line, 1))

    def items(self, key: str) -> tuple[str, ...]:
        """The value as a list: lines of a text, or items of a list."""
        value = self.values.get(key, ())
        if isinstance(value, str):
            return tuple(line.strip() for line in value.splitlines() if line.strip())
        return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)

    def words(self, key: str) -> tuple[str, ...]:
        """The value as a list: words of a text, or items of a list."""
        value = self.values.get(key, ())
        return tuple(value.split()) if isinstance(value, str) else self.items(key)

    def true(self, key: str) -> bool:
        """Whether the value means yes."""
        return str(self.values.get(key, "")).lower() in ("true", "yes", "on", "1")
