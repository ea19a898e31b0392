"""Chaos tests: deterministic faults, and the recovery from them."""

from dataclasses import dataclass

from specgen.spec.model import SurvivalSpec
from specgen.test_types.faults import Fault, fault_of
from specgen.test_types.finish import async_marks, finished
from specgen.test_types.inline import inline_call
from specgen.test_types.invocation import check_arguments, invocation
from specgen.test_types.lacks import about
from specgen.test_types.model import NotComplete, Owed, Sketch, Subject, TypeForm
from specgen.test_types.model_words import ALIASES
from specgen.test_types.one_line import as_text
from specgen.test_types.writer import Writer

WITHIN = 10


def draft(subject: Subject) -> Sketch | Owed:
    """A test with injected faults, or what is to be written."""
    faults = subject.scenario.written.faults
    points = [fault.at for fault in faults] or [fixture.name for fixture in subject.fixtures]
    broken = ", ".join(points) or "what it depends on"
    return finished(
        under_faults,
        subject,
        todo=f"make {broken} fail while {subject.called} runs; "
        "check the failing call and the recovering one",
    )


@dataclass(frozen=True, slots=True)
class Survival:
    """How the target comes through: what it may raise, if it then recovers, what it returns."""

    error: str
    match: str
    recovers: bool
    within: int | None
    compared: bool
    returns: str
    same: str


def under_faults(subject: Subject) -> Sketch:
    """The test that injects the faults, calls the target, and calls it again without them.

    Raises:
        NotComplete: no faults, nothing said of survival, or a fault point that does not exist.
    """
    written = subject.scenario.written
    if not written.faults or written.survives is None:
        raise NotComplete(
            "`faults` and `survives` belong together", "say what fails, and what must come of it"
        )
    writer = Writer(subject)
    call = invocation(subject, writer)
    check_arguments(call, written.args, names=set(written.kwargs))
    inline = inline_call(call, written.args, kwargs=written.kwargs, writer=writer)
    with about("survives"):
        survival = _survival(written.survives, writer)
    faults: list[Fault] = []
    for index, fault in enumerate(written.faults):
        with about("faults", index):
            made = fault_of(fault, index + 1, absorbed=not survival.error, writer=writer)
        faults.append(made)
    writer.need("typing", "Any")
    writer.need("unittest.mock", "create_autospec")
    if any(fault.chance for fault in faults):
        writer.need("random")
    return Sketch(
        template="chaos.py.jinja",
        values={
            "call": call,
            **inline.values,
            "faults": faults,
            "survives": survival,
        },
        imports=tuple(writer.imports),
        marks=async_marks(call, subject),
        parameters=(("monkeypatch", "pytest.MonkeyPatch"),),
        is_async=call.is_async,
        exact=False,
    )


def _survival(spec: SurvivalSpec, writer: Writer) -> Survival:
    compared = "returns" in spec.model_fields_set
    error, match = writer.error(spec.raises) if spec.raises is not None else ("", "")
    recovers = bool(error) and (compared or spec.within_calls is not None)
    return Survival(
        error=error,
        match=f", match={match!a}" if match else "",
        recovers=recovers,
        within=spec.within_calls or (WITHIN if recovers else None),
        compared=compared,
        returns=as_text(writer.value(spec.returns)) if compared else "",
        same="is" if spec.returns is None or isinstance(spec.returns, bool) else "==",
    )


CHAOS = TypeForm(
    name="chaos",
    title="Chaos",
    purpose="Recovery from failures",
    directory="chaos",
    marker="chaos",
    draft=draft,
    completes=("target", "faults", "survives"),
    aliases=ALIASES["chaos"],
)
