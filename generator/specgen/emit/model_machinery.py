"""Functions that the fixtures of services share in a generated conftest.py."""

from dataclasses import dataclass

from specgen.test_types.model import Import


@dataclass(frozen=True, slots=True)
class Machinery:
    """Top-level statements, not yet laid out, and what they need imported."""

    text: str
    imports: tuple[Import, ...]


NONE = Machinery("", ())
