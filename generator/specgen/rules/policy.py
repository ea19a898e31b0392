"""What a project's ``rules:`` makes of a finding."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from specgen.diagnostics import Diagnostic, Severity
from specgen.program.model_policy import RulePolicy

_WEIGHTS = {
    "monitoring": Severity.NOTE,
    "warning": Severity.WARNING,
    "ratchet": Severity.FINDING,
    "blocking": Severity.FINDING,
}
OFF = "off"


def weigh(
    diagnostics: Iterable[Diagnostic], policies: Iterable[RulePolicy]
) -> Iterator[Diagnostic]:
    """The diagnostics that are not switched off, each as heavy as its rule's stage makes it.

    What makes the specs invalid stays an error, whatever the policy says.  A policy that only
    names a flag changes nothing here: flags are read by the gate.
    """
    stages = {policy.rule: policy.stage for policy in policies}
    for diagnostic in diagnostics:
        stage = stages.get(diagnostic.rule, "")
        if diagnostic.severity is Severity.ERROR:
            yield diagnostic
        elif stage != OFF:
            severity = _WEIGHTS.get(stage, diagnostic.severity)
            yield replace(diagnostic, severity=severity)
