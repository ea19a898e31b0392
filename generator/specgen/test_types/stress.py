"""Stress tests: bounded load, with errors, latency, throughput and memory measured."""

from dataclasses import dataclass

from specgen.program.model_policy import Budget
from specgen.test_types.finish import async_marks, finished
from specgen.test_types.inline import inline_call
from specgen.test_types.invocation import check_arguments, invocation
from specgen.test_types.model import NotComplete, Owed, Sketch, Subject, TypeForm
from specgen.test_types.model_words import ALIASES
from specgen.test_types.writer import Writer

MEASURES = ("errors", "p50", "p95", "p99", "max", "mean", "throughput", "memory")
LONGEST = 60.0


def draft(subject: Subject) -> Sketch | Owed:
    """A bounded load loop, or what is to be written."""
    load = subject.scenario.written.load
    calls = (load and load.calls) or 1000
    threads = (load and load.concurrency) or 50
    limits = subject.limits(*MEASURES)
    return finished(
        under_load,
        subject,
        todo=f"call {subject.called} {calls} times from {threads} threads; "
        f"count errors, check {limits or 'p95, throughput and memory'}",
    )


@dataclass(frozen=True, slots=True)
class Asserted:
    """One limit as the test asserts it: ``value`` in the unit of what is measured."""

    measure: str
    sign: str
    value: str


def under_load(subject: Subject) -> Sketch:
    """The test that calls the target under the load of the spec.

    Raises:
        NotComplete: the load has no bound, or the target cannot be called.
    """
    written = subject.scenario.written
    load = written.load
    if load is None or (load.calls is None and load.duration is None):
        raise NotComplete("the load has no bound", "give it `calls` or a `duration`")
    writer = Writer(subject)
    call = invocation(subject, writer)
    check_arguments(call, written.args, names=set(written.kwargs))
    inline = inline_call(call, written.args, kwargs=written.kwargs, writer=writer)
    limits = _limits(subject.scenario.budget)
    workers = min(load.concurrency or 1, load.calls or load.concurrency or 1)
    memory = any(limit.measure == "memory" for limit in limits)
    share = any(x.measure == "errors" and x.text.endswith("%") for x in subject.scenario.budget)
    modules = {"time", *(("gc", "tracemalloc") if memory else ())}
    modules |= {"asyncio"} if call.is_async else set()
    for module in modules:
        writer.need(module)
    if not call.is_async:
        writer.need("concurrent.futures", "ThreadPoolExecutor")
    numbers = f"range(first, {load.calls}, {workers})"
    if load.calls is None:
        writer.need("itertools", "count")
        numbers = f"count(first, {workers})"
    return Sketch(
        template="stress.py.jinja",
        values={
            "call": call,
            **inline.values,
            "numbers": numbers,
            "concurrency": workers,
            "calls": load.calls,
            "duration": load.duration.seconds if load.duration else LONGEST,
            "pace": load.rate.per_second if load.rate else None,
            "number": "number" if load.rate else "_",
            "memory": memory,
            "errors_measure": "len(errors) / len(ordered)" if share else "len(errors)",
            "judges_errors": any(limit.measure == "errors" for limit in limits),
            "limits": limits,
        },
        imports=tuple(writer.imports),
        marks=async_marks(call, subject),
        parameters=(("request", "pytest.FixtureRequest"),),
        is_async=call.is_async,
        exact=False,
    )


def _limits(budget: Budget) -> list[Asserted]:
    """The limits of the scenario that a load measures, in the order of the measures."""
    return [
        Asserted(
            limit.measure, ">=" if limit.measure == "throughput" else "<=", _plain(limit.value)
        )
        for measure in MEASURES
        for limit in budget
        if limit.measure == measure
    ]


def _plain(value: float) -> str:
    return repr(int(value)) if value == int(value) else repr(value)


STRESS = TypeForm(
    name="stress",
    title="Stress",
    purpose="Behaviour at the limits of load",
    directory="stress",
    marker="stress",
    draft=draft,
    completes=("target", "load"),
    aliases=ALIASES["stress"],
)
