"""The ids of parameter sets, as far as reading a test can know them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """All of them, as pytest makes them from literals; ``names`` are the parameters they set.

    ``indirect`` says that fixtures of these names take the values.
    """

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    indirect: bool = False


@dataclass(frozen=True, slots=True)
class Computed:
    """Not known before the tests are collected; ``why`` in words."""

    why: str


Ids = Literal | Computed
