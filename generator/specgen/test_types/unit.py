"""Unit tests: one function or class at a time, its neighbours replaced by autospecs."""

from specgen.test_types.case_table import case_table
from specgen.test_types.finish import async_marks, finished
from specgen.test_types.invocation import invocation
from specgen.test_types.model import NotComplete, Owed, Sketch, Subject, TypeForm
from specgen.test_types.model_words import ALIASES
from specgen.test_types.writer import Writer


def draft(subject: Subject) -> Sketch | Owed:
    """A parametrized test over ``cases``, or what is to be written."""
    symbol = subject.target.symbol if subject.target is not None else None
    errors = (
        f"; check that it raises {', '.join(symbol.raises)}" if symbol and symbol.raises else ""
    )
    return finished(
        over_cases,
        subject,
        todo=f"call {subject.called} with typical, boundary and wrong arguments; "
        f"check each result{errors}",
    )


def over_cases(subject: Subject) -> Sketch:
    """The test that calls the target for each case.

    Raises:
        NotComplete: the scenario has no cases, or one that cannot be used.
    """
    cases = subject.scenario.written.cases
    if not cases:
        raise NotComplete("there are no `cases`", "list calls and their results")
    writer = Writer(subject)
    call = invocation(subject, writer)
    table = case_table(cases, call, writer=writer)
    return Sketch(
        template="unit.py.jinja",
        values={
            "call": call,
            "node": call.node(table.arguments),
            "raises": table.raises,
            "mixed": table.mixed,
            "matched": table.matched,
            "compared": table.compared,
        },
        imports=tuple(writer.imports),
        marks=async_marks(call, subject),
        table=(table.decorator,),
        parameters=table.parameters,
        is_async=call.is_async,
        exact=writer.exact and call.shape != "context",
    )


UNIT = TypeForm(
    name="unit",
    title="Unit",
    purpose="One function or class at a time, isolated",
    directory="unit",
    marker="unit",
    draft=draft,
    completes=("target", "cases"),
    aliases=ALIASES["unit"],
)
