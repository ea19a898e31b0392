"""The reference of the spec language, from the models, measures and facts themselves."""

from collections.abc import Iterable, Iterator

from specgen.quantities import MEASURES
from specgen.spec import units
from specgen.spec.expression_model import FACTS
from specgen.spec.fields import Spec
from specgen.spec.model import (
    BudgetSpec,
    CaseSpec,
    CheckpointSpec,
    CiSpec,
    ClaimSpec,
    ComponentSpec,
    CoverageBudget,
    CoverSpec,
    CredentialSpec,
    DecisionSpec,
    DoubleSpec,
    EnforcementSpec,
    FaultSpec,
    GoalSpec,
    HistorySpec,
    KeptSpec,
    LawSpec,
    LoadSpec,
    ManualCheckSpec,
    MendsSpec,
    MilestoneSpec,
    ModuleSpec,
    MutationBudget,
    OutcomesSpec,
    OutputsSpec,
    ProjectSpec,
    RaceSpec,
    RaisesSpec,
    RecordedCoverageSpec,
    RecordedSpec,
    RecordedTestsSpec,
    ReferenceSpec,
    RuleSetting,
    RunSpec,
    ScenarioSpec,
    ServiceSpec,
    SkipSpec,
    SourceSpec,
    StepSpec,
    SubjectSpec,
    SurvivalSpec,
    TaskSpec,
    TextExpectationSpec,
    TierSpec,
    ToolsSpec,
    TypeSpec,
    WaiverSpec,
    WorkingSpec,
)
from specgen.spec.phrases import in_yaml
from specgen.spec.schema import in_words
from specgen.spec.shapes import keys_of

CONSTRUCTS: tuple[type[Spec], ...] = (
    ProjectSpec, SourceSpec, TypeSpec, TierSpec, BudgetSpec, CoverageBudget, MutationBudget,
    RunSpec, EnforcementSpec, RuleSetting, ServiceSpec, DoubleSpec, CredentialSpec, CiSpec,
    ToolsSpec, OutputsSpec, HistorySpec, WorkingSpec, ModuleSpec, ComponentSpec, ScenarioSpec,
    SubjectSpec, CaseSpec, RaisesSpec, LawSpec, LoadSpec, RaceSpec, FaultSpec, SurvivalSpec,
    StepSpec, CheckpointSpec, TextExpectationSpec, TaskSpec, MendsSpec, GoalSpec, MilestoneSpec,
    CoverSpec, ManualCheckSpec, DecisionSpec, WaiverSpec, SkipSpec, KeptSpec, RecordedSpec,
    OutcomesSpec, RecordedCoverageSpec, RecordedTestsSpec, ClaimSpec, ReferenceSpec,
)  # fmt: skip
_FORMS = (
    units.EFFORT, units.DURATION, units.SIZE, units.RATE, units.SHARE, units.POINTS,
    units.COUNT_RANGE, units.CAPACITY, units.DAY, units.WEEK,
)  # fmt: skip
_HEAD = """\
# The spec language: reference

Every key, measure and fact. Generated from the models that validate specs; a test keeps it so.
Keys in bold are required.
"""


def reference() -> str:
    """The reference as Markdown."""
    parts = [_HEAD, "## Values with units\n", *_table("value|written as", _values())]
    parts += ["\n## Measures\n", "What `budget` limits.\n"]
    parts += _table("measure|limit|unit|meaning", _measures())
    parts += ["\n## Facts\n", "What `done_when` and `claims` may ask for.\n"]
    parts += _table("fact|meaning|filters|known without a run", _facts())
    parts.append("\n## Keys\n")
    for construct in CONSTRUCTS:
        parts += [f"\n### {in_words(construct.__name__)}\n", f"{construct.__doc__}\n"]
        parts += _table("key|meaning|for example", _keys(construct))
    return "\n".join(parts) + "\n"


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    titles = head.split("|")
    yield f"| {' | '.join(titles)} |"
    yield "|" + "---|" * len(titles)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def _values() -> Iterator[tuple[str, ...]]:
    for form in _FORMS:
        yield form.name, _code(form.examples)


def _measures() -> Iterator[tuple[str, ...]]:
    for measure in MEASURES.values():
        kinds = " or ".join(kind.__name__.lower() for kind in measure.kinds)
        yield f"`{measure.name}`", measure.direction.value, measure.unit or kinds, measure.meaning


def _facts() -> Iterator[tuple[str, ...]]:
    for fact in FACTS.values():
        asked = f"{fact.name}({fact.subject})" if fact.subject else fact.name
        known = "yes" if fact.static else "no"
        yield f"`{asked}`", f"{fact.meaning} ({fact.measured.value})", _code(fact.filters), known


def _keys(construct: type[Spec]) -> Iterator[tuple[str, ...]]:
    for key, field in keys_of(construct).items():
        name = f"**`{key}`**" if field.is_required() else f"`{key}`"
        examples = [in_yaml(example) for example in (field.examples or ())[:2]]
        yield name, field.description or "", _code(examples)


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
