"""End-to-end tests: whole workflows, driven from outside."""

from specgen.test_types.model import Owed, Sketch, Subject, TypeForm


def draft(subject: Subject) -> Sketch | Owed:
    """A workflow test of ``command`` or of ``steps`` that call, or what is to be written."""
    written = subject.scenario.written
    if written.steps:
        ends = "; in the end check each assertion" if written.asserts else ""
        return Owed(f"walk the {len(written.steps)} steps from outside; check after each{ends}")
    return Owed(
        f"run a whole workflow through {subject.called} from outside; "
        "check what its user sees after each step"
    )


E2E = TypeForm(
    name="e2e",
    title="E2E",
    purpose="Whole workflows, driven from outside",
    directory="e2e",
    marker="e2e",
    draft=draft,
    completes=("command",),
    aliases=("end_to_end", "acceptance"),
)
