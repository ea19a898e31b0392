"""Performance tests: raw rounds of a benchmark, judged by the gate and never by a timed assert."""

from specgen.test_types.model import Owed, Sketch, Subject, TypeForm


def draft(subject: Subject) -> Sketch | Owed:
    """A benchmark, or what is to be written."""
    limits = subject.limits("p50", "p95", "p99", "max", "mean", "throughput")
    judged = f"; the gate judges {limits}" if limits else ""
    return Owed(f"benchmark {subject.called} on realistic input; keep the raw rounds{judged}")


PERFORMANCE = TypeForm(
    name="performance",
    title="Performance",
    purpose="Latency and throughput",
    directory="performance",
    marker="performance",
    draft=draft,
    completes=("target", "budget"),
    aliases=("perf", "benchmark"),
)
