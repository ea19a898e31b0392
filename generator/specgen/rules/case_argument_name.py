"""An argument by a name that the target does not have."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.rules.calls import Call, Form, called, described
from specgen.rules.model import Facts, Rule
from specgen.spelling import suggestion


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for call in described(facts):
        yield from _of_call(call)
    for one in called(facts):
        for name in one.scenario.written.given:
            place = one.scenario.place.key("given", name)
            yield from _unknown(one.target, one.form, name=name, place=place)


def _of_call(call: Call) -> Iterator[Diagnostic]:
    taken = call.form.positional[: call.args]
    for name in call.kwargs:
        place = call.place.key("kwargs", name)
        yield from _unknown(call.target, call.form, name=name, place=place)
        if name in taken and name in call.form.named:
            yield CASE_ARGUMENT_NAME.says(
                place,
                f"`{name}` of `{call.target}` is given twice, by place and by name",
                tip="keep one of them",
            )


def _unknown(target: str, form: Form, *, name: str, place: Place) -> Iterator[Diagnostic]:
    if name in (*form.named, *form.positional) or form.takes_any_name:
        return
    names = ", ".join(f"`{n}`" for n in form.named)
    tip = suggestion(name, form.named) or (f"it takes {names}" if names else "it takes none")
    yield CASE_ARGUMENT_NAME.says(place, f"`{target}` takes no argument `{name}`", tip=tip)


CASE_ARGUMENT_NAME = Rule(
    id="case-argument-name",
    severity=Severity.ERROR,
    summary="arguments in `kwargs` and `given` that the target does not take, or takes twice",
    why="The generated test would fail with a TypeError that says nothing about the code.",
    example=(
        "module: shop.cart\nscenarios:\n"
        "  - {type: unit, title: Totals, target: total, cases: [{kwargs: {rat: 0.2}}]}\n"
    ),
    judge=_judge,
)
