"""Stress tests: bounded load, with errors, latency, throughput and memory measured."""

from specgen.test_types.model import Owed, Sketch, Subject, TypeForm


def draft(subject: Subject) -> Sketch | Owed:
    """A bounded load loop, or what is to be written."""
    load = subject.scenario.written.load
    calls = (load and load.calls) or 1000
    threads = (load and load.concurrency) or 50
    limits = subject.limits("errors", "p50", "p95", "p99", "max", "mean", "throughput", "memory")
    return Owed(
        f"call {subject.called} {calls} times from {threads} threads; "
        f"count errors, check {limits or 'p95, throughput and memory'}"
    )


STRESS = TypeForm(
    name="stress",
    title="Stress",
    purpose="Behaviour at the limits of load",
    directory="stress",
    marker="stress",
    draft=draft,
    completes=("target", "load"),
    aliases=("load",),
)
