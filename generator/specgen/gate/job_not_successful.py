"""Each job that the gate waits for ended well, or the evidence tells how it did not."""

from collections.abc import Iterator

from specgen.gate.model import Complaint, Facts, Judgement

_WELL = "success"
_TOLD = "failure"  # the only result that failed tests can be the whole reason of


def _judge(facts: Facts) -> Iterator[Complaint]:
    if facts.needs is None:
        return
    for job in sorted(set(facts.jobs) - facts.needs.keys()) or ([] if facts.needs else ["jobs"]):
        yield Complaint(
            job,
            "is not among the jobs that `--needs` names" if facts.jobs else "`--needs` names none",
            facts.run.place if facts.run is not None else facts.program.project.place,
            tip="pass on `toJSON(needs)` of a job that needs every job of the moment",
        )
    for job, result in sorted(facts.needs.items()):
        if result == _WELL or (result == _TOLD and _explained(facts, job)):
            continue
        yield Complaint(
            job,
            f"ended as `{result}`, and no evidence says why",
            facts.run.place if facts.run is not None else facts.program.project.place,
            tip="read the log of the job; what it would have said is missing here",
        )


def _explained(facts: Facts, job: str) -> bool:
    """Whether a run of this very job recorded a failure, which other judgements weigh: a failed
    test that is waived, or only reported today, must not fail the gate through its job.  One of a
    type that the moment does not judge explains nothing, as nobody weighs it."""
    results = facts.results
    own = [session for session in results.sessions if session.job == job]
    weighed = {*facts.types, ""}
    known = facts.program.type_named
    failed = (results.failed_in.get(session.id, frozenset()) for session in own)
    return any(not session.complete for session in own) or any(
        kind in weighed or kind not in known for types in failed for kind in types
    )


JOB_NOT_SUCCESSFUL = Judgement(
    id="job-not-successful",
    summary="jobs that `--needs` names and that did not end well, for no recorded reason",
    why="A job that broke before its first test looks like one that had nothing to do.",
    judge=_judge,
    fixed=True,
)
