"""Says why a scenario that should have compiled to a finished test still waits for a person."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.emit.elements import Bench, Draft, element
from specgen.emit.model_failure import TemplateFailure
from specgen.emit.tests import Origin, subjects_of, templated
from specgen.plan import PartKind, PlannedFile
from specgen.program.model import Scenario
from specgen.test_types.model import Lack, Sketch, Subject, TypeForm

# keys that nobody writes who does not want a finished test
ASKING = ("cases", "given", "holds", "load", "race", "faults", "survives", "command")
MAYBE = frozenset({*ASKING, "budget", "steps"})


def incomplete(
    origin: Origin, tests: Iterable[PlannedFile], *, bench: Bench
) -> Iterator[Diagnostic]:
    """One finding for each scenario that asks for a finished test and is pending in ``tests``."""
    asking = [scenario for scenario in origin.program.scenarios if _asks(scenario, origin)]
    pending = {
        one.id
        for file in (tests if asking else ())
        for one in file.elements
        if one.part(PartKind.BODY).lstrip().startswith("pending(")
    }
    for scenario in asking:
        module = origin.program.module_by_id[scenario.module]
        for subject in subjects_of(scenario, module, origin=origin):
            if subject.id in pending:
                yield _finding(subject, origin=origin, bench=bench)
                break  # its checks all wait for the same reason


def _asks(scenario: Scenario, origin: Origin) -> bool:
    """Whether the scenario gives keys that complete it, and its code is here."""
    written, program = scenario.written, origin.program
    if written.model_fields_set.isdisjoint(MAYBE):  # nearly all, in a large project
        return False
    if program.project.source.elsewhere or program.module_by_id[scenario.module].planned:
        return False
    if any(getattr(written, key) for key in ASKING):
        return True
    form = origin.forms[program.type_named[scenario.type].base]
    called = any(getattr(step, "call", None) for step in written.steps)
    return called or all(getattr(written, key) for key in form.completes)


def _finding(subject: Subject, *, origin: Origin, bench: Bench) -> Diagnostic:
    """Why the test of ``subject`` is pending."""
    scenario = subject.scenario
    kind = origin.program.type_named[scenario.type]
    form = origin.forms[kind.base]
    made = templated(form.draft(subject), kind, own=bench.own)
    if not isinstance(made, Sketch):
        return _note(scenario, _missing(scenario, form) or made.lack)
    folder = origin.program.project.folder / "templates"
    try:
        element(Draft("test_it", kind.marker, subject, made), bench)
    except TemplateFailure as failure:
        return _failure(folder / failure.name, failure.why, line=failure.line)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        if made.template in bench.own:
            why = f"what it makes of `{scenario.id}` is not the body of a function"
            return _failure(folder / made.template, why, line=1)
    return _note(scenario, Lack("what it says does not hold together as Python"))


def _missing(scenario: Scenario, form: TypeForm) -> Lack | None:
    """What is lacking where keys are left out, if any are."""
    written = scenario.written
    if written.steps and "command" in form.completes:
        return None
    left = [key for key in form.completes if not getattr(written, key)]
    if not left or (left == ["budget"] and scenario.budget):
        return None
    which = "is" if len(left) == 1 else "are"
    return Lack(
        f"{_listed(left)} {which} not given",
        f"{form.title.lower()} tests are complete with {_listed(form.completes)}",
    )


def _listed(keys: Sequence[str]) -> str:
    *first, last = (f"`{key}`" for key in keys)
    return f"{', '.join(first)} and {last}" if first else last


def _note(scenario: Scenario, lack: Lack) -> Diagnostic:
    place = scenario.place.key(*lack.route) if lack.route else scenario.place
    return Diagnostic(
        "incomplete-scenario",
        Severity.FINDING if lack.unsound else Severity.NOTE,
        place,
        f"its test stays to be written: {lack.why}",
        lack.tip,
    )


def _failure(path: PurePosixPath, why: str, *, line: int) -> Diagnostic:
    return Diagnostic(
        "template-error",
        Severity.FINDING,
        Place(path, span=Span(line, 1, line, 2)),
        why,
        "until then its tests stay to be written",
    )
