"""Property tests: laws that hold for all inputs, searched by Hypothesis."""

from specgen.test_types.model import Owed, Sketch, Subject, TypeForm


def draft(subject: Subject) -> Sketch | Owed:
    """A Hypothesis test of ``holds``, or what is to be written."""
    return Owed(
        f"draw arguments for {subject.called} with Hypothesis; "
        "check a law that holds for all of them"
    )


PROPERTY = TypeForm(
    name="property",
    title="Property",
    purpose="Laws that hold for all inputs",
    directory="property",
    marker="property",
    draft=draft,
    completes=("target", "holds"),
    aliases=("properties", "hypothesis"),
)
