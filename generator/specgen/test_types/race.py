"""Race tests: the same object from several threads at once, trial after trial."""

from specgen.test_types.finish import async_marks, finished
from specgen.test_types.inline import inline_call
from specgen.test_types.invocation import Invocation, check_arguments, invocation
from specgen.test_types.lacks import about
from specgen.test_types.model import NotComplete, Owed, Sketch, Subject, TypeForm
from specgen.test_types.model_words import ALIASES
from specgen.test_types.writer import Writer

THREADS, CALLS, TRIALS = 8, 100, 10


def draft(subject: Subject) -> Sketch | Owed:
    """A barrier start over several trials, or what is to be written."""
    race = subject.scenario.written.race
    threads = (race and race.threads) or THREADS
    trials = (race and race.trials) or TRIALS
    return finished(
        over_trials,
        subject,
        todo=f"start {threads} threads at one barrier on {subject.called}; "
        f"check the invariant after each of {trials} trials",
    )


def over_trials(subject: Subject) -> Sketch:
    """The test that starts threads together and checks ``holds`` after each trial.

    Raises:
        NotComplete: nothing is said of the race, or no invariant.
    """
    written = subject.scenario.written
    race = written.race
    if race is None or not written.holds:
        raise NotComplete(
            "`race` and `holds` belong together", "say how many threads, and what stays true"
        )
    writer = Writer(subject)
    call = invocation(subject, writer)
    check_arguments(call, written.args, names=set(written.kwargs))
    inline = inline_call(call, written.args, kwargs=written.kwargs, writer=writer)
    conditions: list[str] = []
    for number, law in enumerate(written.holds):
        with about("holds", number):
            conditions += _invariant(law, call, writer=writer)
    shared = "".join(call.shared)
    for module in ("asyncio",) if call.is_async else ("random", "sys", "threading", "time"):
        writer.need(module)
    writer.need("typing", "Any")
    if not call.is_async:
        writer.need("concurrent.futures", "ThreadPoolExecutor")
    return Sketch(
        template="race.py.jinja",
        values={
            "call": call,
            **inline.values,
            "conditions": conditions,
            "threads": race.threads or THREADS,
            "calls": race.calls or CALLS,
            "trials": race.trials or TRIALS,
            "taken": f"{shared}: Any, " if shared else "",
            "given": f"{shared}, " if shared else "",
        },
        imports=tuple(writer.imports),
        marks=async_marks(call, subject),
        is_async=call.is_async,
        exact=False,
    )


def _invariant(law: object, call: Invocation, *, writer: Writer) -> tuple[str, ...]:
    """What must be true of ``subject`` and ``results`` after a trial.

    Raises:
        NotComplete: a law of single calls, which says nothing about a race.
    """
    if law == "no-crash":
        return ()
    always = getattr(law, "always", None)
    if not always:
        raise NotComplete("a race is judged by `always` or `no-crash` only")
    return writer.conditions(always, ("results", *call.shared))


RACE = TypeForm(
    name="race",
    title="Race",
    purpose="Correctness under concurrent use",
    directory="race",
    marker="race",
    draft=draft,
    completes=("target", "race", "holds"),
    aliases=ALIASES["race"],
)
