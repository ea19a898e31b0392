"""Race tests: the same object from several threads at once, trial after trial."""

from specgen.test_types.model import Owed, Sketch, Subject, TypeForm


def draft(subject: Subject) -> Sketch | Owed:
    """A barrier start over several trials, or what is to be written."""
    race = subject.scenario.written.race
    threads = (race and race.threads) or 8
    trials = (race and race.trials) or 10
    return Owed(
        f"start {threads} threads at one barrier on {subject.called}; "
        f"check the invariant after each of {trials} trials"
    )


RACE = TypeForm(
    name="race",
    title="Race",
    purpose="Correctness under concurrent use",
    directory="race",
    marker="race",
    draft=draft,
    completes=("target", "race", "holds"),
    aliases=("concurrency",),
)
