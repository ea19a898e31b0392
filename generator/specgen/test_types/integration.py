"""Integration tests: the module with the real services that it talks to."""

from specgen.test_types.model import Owed, Sketch, Subject, TypeForm


def draft(subject: Subject) -> Sketch | Owed:
    """A test on the real services' fixtures, or what is to be written."""
    services = ", ".join(fixture.name for fixture in subject.fixtures) or "the real infrastructure"
    return Owed(
        f"call {subject.called} against {services}; check the result and what it leaves behind"
    )


INTEGRATION = TypeForm(
    name="integration",
    title="Integration",
    purpose="The module with the real services that it talks to",
    directory="integration",
    marker="integration",
    draft=draft,
    completes=("target", "uses", "cases"),
    aliases=("integrations",),
)
