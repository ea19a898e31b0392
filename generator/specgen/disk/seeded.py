"""Judge a file that people own and that a build only starts."""

from specgen.disk.model import Action, Cause, Context, Operation, Verdict
from specgen.plan import PlannedFile


def judge_seeded(planned: PlannedFile, context: Context) -> Verdict:
    """Write it once where nothing stands."""
    if planned.path in context.snapshot.files:
        return Verdict()
    data = planned.text.encode()
    return Verdict(
        Operation(Action.CREATE, planned.path, Cause.MISSING, data, executable=planned.executable)
    )
