"""Performance tests: raw rounds of a benchmark, judged by the gate and never by a timed assert."""

from specgen.test_types.finish import finished
from specgen.test_types.inline import inline_call
from specgen.test_types.invocation import check_arguments, invocation
from specgen.test_types.model import NotComplete, Owed, Sketch, Subject, TypeForm
from specgen.test_types.model_code import Call, Keyword, Raw, Text
from specgen.test_types.model_words import ALIASES
from specgen.test_types.writer import Writer

MEASURES = ("p50", "p95", "p99", "max", "mean", "throughput")
ROUNDS, WARM_UP = 100, 5


def draft(subject: Subject) -> Sketch | Owed:
    """A benchmark, or what is to be written."""
    limits = subject.limits(*MEASURES)
    judged = f"; the gate judges {limits}" if limits else ""
    return finished(
        benchmarked,
        subject,
        todo=f"benchmark {subject.called} on realistic input; keep the raw rounds{judged}",
    )


def benchmarked(subject: Subject) -> Sketch:
    """The benchmark of the target: each call is a round, so that percentiles mean something.

    Raises:
        NotComplete: there is no limit, or the target cannot be called.
    """
    written = subject.scenario.written
    if not subject.limits(*MEASURES):
        raise NotComplete(
            "no limit that a benchmark measures", f"give a `budget` of {', '.join(MEASURES)}"
        )
    writer = Writer(subject)
    call = invocation(subject, writer)
    check_arguments(call, written.args, names=set(written.kwargs))
    inline = inline_call(call, written.args, kwargs=written.kwargs, writer=writer)
    rounds = (
        Keyword("rounds", Raw(str(ROUNDS))),
        Keyword("warmup_rounds", Raw(str(WARM_UP))),
    )
    called = Raw(
        f"lambda: runner.run({inline.text})" if call.is_async else f"lambda: {inline.text}"
    )
    node = Call("benchmark.pedantic", (called, *rounds))
    writer.need("pytest_benchmark.fixture", "BenchmarkFixture")
    if call.is_async:
        writer.need("asyncio")
    return Sketch(
        template="performance.py.jinja",
        values={
            "call": call,
            "helper": inline.helper,
            "identity": Text(subject.id, wrap=False),
            "pedantic": node,
        },
        imports=tuple(writer.imports),
        parameters=(("benchmark", "BenchmarkFixture"),),
        exact=False,
    )


PERFORMANCE = TypeForm(
    name="performance",
    title="Performance",
    purpose="Latency and throughput",
    directory="performance",
    marker="performance",
    draft=draft,
    completes=("target", "budget"),
    aliases=ALIASES["performance"],
)
