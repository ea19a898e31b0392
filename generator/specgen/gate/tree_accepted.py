"""Evidence of another tree that a person has accepted is said in every verdict."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Place
from specgen.evidence.model_inputs import SHOWN
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import is_accepted
from specgen.program.model_stage import Stage


def _judge(facts: Facts) -> Iterator[Complaint]:
    if facts.inputs is None:
        return
    for digest in dict.fromkeys(facts.accepted):
        means = [o for o in facts.results.origins if o.inputs.tree.startswith(digest)]
        other = [o for o in means if not o.of(facts.inputs.tree) and is_accepted(facts, o)]
        place = facts.program.project.place
        message = f"`--accept-tree {digest[:SHOWN]}` names the tree of no other evidence here"
        if other:
            place = Place(PurePosixPath(other[0].source))
            message = (
                f"evidence of tree {other[0].inputs.shown} is accepted by hand, this is tree"
                f" {facts.inputs.shown}: nothing that passed there counts as passing"
            )
        yield Complaint(digest[:SHOWN], message, place, tip="leave the flag out, once it is run")


TREE_ACCEPTED = Judgement(
    id="tree-accepted",
    summary="nothing: it says in every verdict which other trees `--accept-tree` has accepted",
    why="An exception that nobody sees becomes the rule.",
    judge=_judge,
    fixed=True,
    stage=Stage.WARNING,
)
