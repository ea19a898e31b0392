"""Explanations as text, each reason with the place that it comes from."""

from argparse import Namespace

from specgen.commands import adopting, compiling
from specgen.compilation import Compilation
from specgen.gaps.explain import Explainer
from specgen.gaps.model_explanation import Explanation, NotFound, Reason
from specgen.report.visible import visible


def explained(chosen: Namespace) -> tuple[str, bool]:
    """The explanation of the id that the options name, and whether there is one."""
    compilation = adopting.compiled_or_inferred(chosen)
    wrong = compiling.errors(compilation)
    if wrong:
        return compiling.rendered(wrong, "text", error=True), False
    answers = [
        Explainer(p.program, p.report, inventory=p.inventory).explain(chosen.id)
        for p in compilation.projects
    ]
    found = [answer for answer in answers if isinstance(answer, Explanation)]
    if found:
        return "\n".join(_text(compilation, one) for one in found), True
    return _not_found(chosen.id, [a for a in answers if isinstance(a, NotFound)]), False


def _text(compilation: Compilation, one: Explanation) -> str:
    width = max((len(reason.label) for reason in one.reasons), default=0)
    lines = [f"{one.subject}: {one.status}"]
    lines += (_line(compilation, reason, width=width) for reason in one.reasons)
    return "\n".join([*lines, ""])


def _line(compilation: Compilation, reason: Reason, *, width: int) -> str:
    where = ""
    if reason.place is not None:
        span, _ = compiling.looked_up(compilation, reason.place)
        where = f"  [{reason.place.path}:{span.line}:{span.column}]"
    return f"  {reason.label:<{width}}  {visible(reason.text)}{where}"


def _not_found(word: str, answers: list[NotFound]) -> str:
    candidates = [name for answer in answers for name in answer.candidates]
    if len(candidates) > 1:
        listed = "".join(f"  {name}\n" for name in candidates)
        return f"specgen: `{visible(word)}` may mean any of these; name more of it:\n{listed}"
    tip = f"did you mean `{candidates[0]}`?" if candidates else "`specgen gaps` lists what there is"
    return f"specgen: no scenario or cell is called `{visible(word)}`; {tip}\n"
