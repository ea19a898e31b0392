"""What a project makes of findings."""

from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.program.model_policy import RulePolicy
from specgen.rules.policy import weigh

PLACE = Place(PurePosixPath("specs/project.yaml"))


def weighed(stage: str, severity: Severity) -> list[Severity]:
    found = Diagnostic("unplanned-gap", severity, PLACE, "no milestone")
    policies = [RulePolicy("other", "off", "", PLACE), RulePolicy(found.rule, stage, "", PLACE)]
    return [d.severity for d in weigh([found], policies)]


@pytest.mark.parametrize(
    ("stage", "severity"),
    [
        ("monitoring", Severity.NOTE),
        ("warning", Severity.WARNING),
        ("ratchet", Severity.FINDING),
        ("blocking", Severity.FINDING),
    ],
)
def test_a_stage_sets_the_weight(stage: str, severity: Severity) -> None:
    for own in (Severity.FINDING, Severity.WARNING, Severity.NOTE):
        assert weighed(stage, own) == [severity]


def test_off_switches_off_and_a_flag_alone_changes_nothing() -> None:
    assert weighed("off", Severity.FINDING) == []
    assert weighed("", Severity.WARNING) == [Severity.WARNING]


@pytest.mark.parametrize("stage", ["off", "monitoring", "warning", "blocking"])
def test_errors_stay_errors(stage: str) -> None:
    assert weighed(stage, Severity.ERROR) == [Severity.ERROR]
