"""What a feature file says, as frozen nouns."""

from dataclasses import dataclass

from specgen.inventory.index import Local


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a scenario: ``kind`` is given, when or then."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ScenarioText:
    """One scenario; ``rows`` counts the examples of an outline, and is 1 for any other."""

    name: str
    line: int
    steps: tuple[Step, ...]
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature file; ``problem`` says why there is nothing else."""

    path: str
    name: str = ""
    scenarios: tuple[ScenarioText, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class StepDefinition:
    """One function for steps of ``kind`` (``step``: of any) whose text is as ``pattern`` says."""

    kind: str
    reader: str  # empty for an exact text, else parse, cfparse, re or another
    pattern: str
    function: Local
