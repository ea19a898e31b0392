"""Too many or too few arguments."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.calls import Call, described
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for call in described(facts):
        message = _misfit(call)
        if message:
            yield CASE_ARITY.says(call.place.at("args"), message, tip=_signature(call))


def _misfit(call: Call) -> str:
    """What is wrong with the number of arguments; empty where nothing is."""
    most = len(call.form.positional)
    if call.args > most and not call.form.takes_any_place:
        return f"`{call.target}` takes {_arguments(most)} by place, {call.args} given"
    unfilled = [f"`{name}`" for name in call.form.unfilled(call.args, call.kwargs)]
    return f"the call of `{call.target}` leaves {', '.join(unfilled)} empty" if unfilled else ""


def _arguments(count: int) -> str:
    return "1 argument" if count == 1 else f"{count or 'no'} arguments"


def _signature(call: Call) -> str:
    taken = ", ".join(parameter.name for parameter in call.form.parameters)
    return f"the source says `{call.target.rpartition(':')[2]}({taken})`"


CASE_ARITY = Rule(
    id="case-arity",
    severity=Severity.ERROR,
    summary="cases with more arguments than their target takes, or fewer than it requires",
    why="The generated test would fail with a TypeError that says nothing about the code.",
    example=(
        "module: shop.cart\nscenarios:\n"
        "  - {type: unit, title: Totals, target: total, cases: [{args: [1, 2, 3], returns: 3}]}\n"
    ),
    judge=_judge,
)
