"""Integration tests: the module with the real services that it talks to."""

from specgen.test_types.finish import finished
from specgen.test_types.model import NotComplete, Owed, Sketch, Subject, TypeForm
from specgen.test_types.model_words import ALIASES
from specgen.test_types.unit import over_cases


def draft(subject: Subject) -> Sketch | Owed:
    """A test on the real services' fixtures, or what is to be written."""
    services = ", ".join(fixture.name for fixture in subject.fixtures) or "the real infrastructure"
    return finished(
        on_services,
        subject,
        todo=f"call {subject.called} against {services}; "
        "check the result and what it leaves behind",
    )


def on_services(subject: Subject) -> Sketch:
    """The cases of the scenario, run with the fixtures of its services.

    Raises:
        NotComplete: it uses no service, or its cases cannot be used.
    """
    if not subject.fixtures:
        raise NotComplete("no service is used", "name one in `uses`")
    return over_cases(subject)


INTEGRATION = TypeForm(
    name="integration",
    title="Integration",
    purpose="The module with the real services that it talks to",
    directory="integration",
    marker="integration",
    draft=draft,
    completes=("target", "uses", "cases"),
    aliases=ALIASES["integration"],
)
