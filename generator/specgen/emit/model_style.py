"""How the project formats its Python: what of black's settings matters to generated code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """The project's black settings.

    ``width`` is the line length in columns; ``targets`` are black's names of Python versions.
    """

    width: int = 88
    targets: tuple[str, ...] = ()
    normalize_strings: bool = True
    magic_comma: bool = True
    preview: bool = False
    unstable: bool = False

    @property
    def plain(self) -> bool:
        """Whether the printer alone writes what black would."""
        return self.normalize_strings and self.magic_comma and not (self.preview or self.unstable)
