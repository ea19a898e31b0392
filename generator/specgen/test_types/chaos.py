"""Chaos tests: deterministic faults, and the recovery from them."""

from specgen.test_types.model import Owed, Sketch, Subject, TypeForm


def draft(subject: Subject) -> Sketch | Owed:
    """A test with injected faults, or what is to be written."""
    faults = subject.scenario.written.faults
    points = [fault.at for fault in faults] or [fixture.name for fixture in subject.fixtures]
    broken = ", ".join(points) or "what it depends on"
    return Owed(
        f"make {broken} fail while {subject.called} runs; "
        "check the failing call and the recovering one"
    )


CHAOS = TypeForm(
    name="chaos",
    title="Chaos",
    purpose="Recovery from failures",
    directory="chaos",
    marker="chaos",
    draft=draft,
    completes=("target", "faults", "survives"),
    aliases=("resilience", "fault_injection"),
)
