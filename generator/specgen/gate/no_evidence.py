"""Nothing ran, or nothing says so: silence is not success."""

from collections.abc import Iterator

from specgen.gate.model import Complaint, Facts, Judgement, Scope


def _judge(facts: Facts) -> Iterator[Complaint]:
    elsewhere = facts.program.project.source.elsewhere  # its tests cannot run here
    if facts.results.empty and not elsewhere:
        yield Complaint(
            "evidence",
            "no evidence at all: nothing says that any test ran",
            facts.program.project.place,
            tip="run `specgen run`, or `pytest --specgen-record=FOLDER`, and pass it on",
        )


NO_EVIDENCE = Judgement(
    id="no-evidence",
    summary="where no evidence of any run was handed in",
    why="A gate that passes when the tests did not run passes everything.",
    judge=_judge,
    fixed=True,
    scope=Scope.MOMENT,
)
