"""Explanations as text, each reason with the place that it comes from."""

from argparse import Namespace
from dataclasses import replace

from specgen.commands import adopting, compiling, console, holding
from specgen.commands.explaining_budgets import budgets_of
from specgen.commands.kept import evidence_folder
from specgen.compilation import Compilation, Compiled
from specgen.evidence.load import load
from specgen.evidence.model_proof import Proof, Standing
from specgen.evidence.proof import proof, wanted
from specgen.evidence.traces import traced
from specgen.gaps.explain import Explainer
from specgen.gaps.model_explanation import Explanation, NotFound, Reason
from specgen.pipeline import as_on_disk
from specgen.report.visible import visible

_MOST = 6  # functions to name


def explained(chosen: Namespace) -> tuple[str, bool]:
    """The explanation of the id that the options name, and whether there is one."""
    with holding.reading(console.repository_of(chosen), chosen):
        return _explained(chosen)


def _explained(chosen: Namespace) -> tuple[str, bool]:
    compilation = adopting.compiled_or_inferred(chosen)
    wrong = compiling.errors(compilation)
    if wrong:
        return compiling.rendered(wrong, "text", error=True), False
    answers = [_answer(compilation, project, word=chosen.id) for project in compilation.projects]
    found = [answer for answer in answers if isinstance(answer, Explanation)]
    if found:
        return "\n".join(_text(compilation, one) for one in found), True
    return _not_found(chosen.id, [a for a in answers if isinstance(a, NotFound)]), False


def _answer(compilation: Compilation, project: Compiled, *, word: str) -> Explanation | NotFound:
    """What one project says, with what the last run on this very tree said of the tests."""
    explainer = Explainer(project.program, project.report, inventory=project.inventory)
    answer = explainer.explain(word)
    folder = evidence_folder(compilation.root, project)
    if isinstance(answer, NotFound):
        return answer
    there = folder.is_dir()
    evidence = load([folder] if there else [], root=compilation.root)
    found = budgets_of(project, evidence, answer=answer)
    answer = replace(answer, reasons=(*answer.reasons, *found))
    if not there:
        return answer
    module, kind = explainer.cell_of(answer)
    name = project.program.project.name
    whole = next(p for p in as_on_disk(compilation).projects if p.program.project.name == name)
    traces = traced(
        [folder], root=compilation.root, wanted=wanted(whole.inventory, project.surface)
    )
    proofs = proof(evidence, whole.inventory, surface=project.surface, traces=traces)
    said = [p for p in proofs if (p.module, p.type) == (module, kind)]
    return replace(answer, reasons=(*answer.reasons, *map(_ran, said)))


def _ran(said: Proof) -> Reason:
    """How one test ended, and what it, or else tests of its type, executed of the module."""
    functions = [name or said.module for name in said.functions]
    shown = ", ".join(functions[:_MOST])
    more = f" and {len(functions) - _MOST} more" if len(functions) > _MOST else ""
    who, nobody = f"{said.type} tests", f"no {said.type} test"
    if said.own:
        who, nobody = "it", "it never"
    standing = {
        Standing.EXECUTED: f"passed; {who} executed {shown}{more}",
        Standing.NOT_EXECUTED: f"passed, and {nobody} executed {said.module}",
        Standing.NOT_MEASURED: "passed; nothing tells what it executed",
        Standing.NOT_PASSED: f"{said.outcome}",
    }
    return Reason("run", f"{said.node_id}: {standing[said.standing]}")


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
