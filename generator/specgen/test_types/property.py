"""Property tests: laws that hold for all inputs, searched by Hypothesis."""

import re

from specgen.surface.model import Certain, ParameterKind
from specgen.test_types.case_table import annotation_of, examples
from specgen.test_types.finish import async_marks, finished
from specgen.test_types.invocation import Invocation, check_arguments, invocation
from specgen.test_types.lacks import about
from specgen.test_types.laws import law_statements, passed, raised_only
from specgen.test_types.model import NotComplete, Owed, Sketch, Subject, TypeForm
from specgen.test_types.model_code import Call, Keyword, Node, Raw
from specgen.test_types.model_words import ALIASES
from specgen.test_types.strategies import annotated_strategy, given_strategy
from specgen.test_types.writer import RESERVED, Writer


def draft(subject: Subject) -> Sketch | Owed:
    """A Hypothesis test of ``holds``, or what is to be written."""
    return finished(
        over_laws,
        subject,
        todo=f"draw arguments for {subject.called} with Hypothesis; "
        "check a law that holds for all of them",
    )


def over_laws(subject: Subject) -> Sketch:
    """The Hypothesis test of all laws of the scenario.

    Raises:
        NotComplete: there is no law, or no strategy for an argument.
    """
    written = subject.scenario.written
    if not written.holds:
        raise NotComplete("there are no laws", "say in `holds` what is true of every result")
    writer = Writer(subject)
    call = invocation(subject, writer)
    drawn = _strategies(subject, call, writer=writer)
    names = list(drawn)
    raised = raised_only(written.holds, writer)
    conditions: list[str] = []
    for number, law in enumerate(written.holds):
        with about("holds", number):
            conditions += law_statements(law, call, names=names, writer=writer)
    arguments = tuple(Raw(text) for text in passed(call, {name: name for name in names}))
    kinds = {p.name: annotation_of(p.annotation) for p in call.parameters}
    given = Call("given", tuple(Keyword(name, node) for name, node in drawn.items()))
    settings = Call("settings", (Keyword("deadline", Raw("None")), *_checks(subject, writer)))
    table = (settings, given, *examples(written.cases, names, writer=writer))
    for name in ("given", "settings", "strategies"):
        writer.need("hypothesis", name)
    return Sketch(
        template="property.py.jinja",
        values={
            "call": call,
            "node": call.node(arguments),
            "conditions": conditions,
            "named": any(re.search(r"\bresult\b", condition) for condition in conditions),
            "raised": _joined(raised),
        },
        imports=tuple(writer.imports),
        marks=async_marks(call, subject),
        table=table,
        parameters=tuple((name, kinds.get(name, "object")) for name in names),
        is_async=call.is_async,
        exact=writer.exact,
    )


def _strategies(subject: Subject, call: Invocation, *, writer: Writer) -> dict[str, Node]:
    """A strategy per argument: what is given, else from the annotation."""
    given = subject.scenario.written.given
    if not call.parameters and not given:
        known = isinstance(call.symbol.signature, Certain)
        why = f"`{call.function}` has no argument to draw"
        unknown = f"reading does not show the parameters of `{call.function}`"
        raise NotComplete(why if known else unknown, route=("target",))
    drawn: dict[str, Node] = {}
    for parameter in call.parameters:
        if parameter.name in given:
            with about("given", parameter.name):
                drawn[parameter.name] = given_strategy(given[parameter.name], writer)
        elif parameter.required or (parameter.annotation and not given):
            drawn[parameter.name] = annotated_strategy(parameter, writer)
    if not isinstance(call.symbol.signature, Certain):
        for name, strategy in given.items():
            with about("given", name):
                drawn[name] = given_strategy(strategy, writer)
    _check(call, drawn, given=set(given))
    return drawn


def _check(call: Invocation, drawn: dict[str, Node], *, given: set[str]) -> None:
    if given - set(drawn):
        unknown = ", ".join(f"`{name}`" for name in sorted(given - set(drawn)))
        raise NotComplete(f"`{call.function}` has no parameter {unknown}", route=("given",))
    clashes = RESERVED - {"item"} | {call.function.partition(".")[0]}
    if clashes & set(drawn):
        names = ", ".join(f"`{name}`" for name in sorted(clashes & set(drawn)))
        raise NotComplete(f"the test itself uses the name {names}", "target a function around it")
    places = {p.name for p in call.parameters if p.kind is ParameterKind.POSITIONAL_ONLY}
    check_arguments(call, tuple(places & set(drawn)), names=set(drawn) - places)


def _checks(subject: Subject, writer: Writer) -> tuple[Node, ...]:
    """Function-scoped fixtures are meant here: every example works on the same service."""
    if not subject.fixtures:
        return ()
    writer.need("hypothesis", "HealthCheck")
    allowed = Raw("[HealthCheck.function_scoped_fixture]")
    return (Keyword("suppress_health_check", allowed),)


def _joined(raised: tuple[str, ...]) -> str:
    if len(raised) < 2:
        return raised[0] if raised else ""
    return f"({', '.join(raised)})"


PROPERTY = TypeForm(
    name="property",
    title="Property",
    purpose="Laws that hold for all inputs",
    directory="property",
    marker="property",
    draft=draft,
    completes=("target", "holds"),
    aliases=ALIASES["property"],
)
