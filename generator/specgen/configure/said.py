"""What configurations say: one place for each kind of finding and its weight."""

from specgen.diagnostics import Diagnostic, Place, Severity

CONFLICT = "configuration-conflict"


def conflict(
    place: Place, message: str, *, tip: str, severity: Severity = Severity.FINDING
) -> Diagnostic:
    """Something outside our block is against what the specs need; ``tip`` says what to write."""
    return Diagnostic(CONFLICT, severity, place, message, tip)
