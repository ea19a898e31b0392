"""Unit tests: one function or class at a time, its neighbours replaced by autospecs."""

from specgen.test_types.model import Owed, Sketch, Subject, TypeForm


def draft(subject: Subject) -> Sketch | Owed:
    """A parametrized test over ``cases``, or what is to be written."""
    symbol = subject.target.symbol if subject.target is not None else None
    errors = (
        f"; check that it raises {', '.join(symbol.raises)}" if symbol and symbol.raises else ""
    )
    return Owed(
        f"call {subject.called} with typical, boundary and wrong arguments; "
        f"check each result{errors}"
    )


UNIT = TypeForm(
    name="unit",
    title="Unit",
    purpose="One function or class at a time, isolated",
    directory="unit",
    marker="unit",
    draft=draft,
    completes=("target", "cases"),
    aliases=("units",),
)
