"""All rules, what they say of a program, and the handbook that their own words make."""

from dataclasses import replace

from specgen.diagnostics import Diagnostic
from specgen.rules.budget_never_bites import BUDGET_NEVER_BITES
from specgen.rules.budget_shorter_than_a_test import BUDGET_SHORTER_THAN_A_TEST
from specgen.rules.case_argument_name import CASE_ARGUMENT_NAME
from specgen.rules.case_arity import CASE_ARITY
from specgen.rules.ci_ignores_failure import CI_IGNORES_FAILURE
from specgen.rules.claim_does_not_hold import CLAIM_DOES_NOT_HOLD
from specgen.rules.coverage_gate_cannot_fail import COVERAGE_GATE_CANNOT_FAIL
from specgen.rules.decision_without_owner import DECISION_WITHOUT_OWNER
from specgen.rules.duplicate_title import DUPLICATE_TITLE
from specgen.rules.effort_mismatch import EFFORT_MISMATCH
from specgen.rules.empty_reason import EMPTY_REASON
from specgen.rules.empty_strategy import EMPTY_STRATEGY
from specgen.rules.enforcement_order import ENFORCEMENT_ORDER
from specgen.rules.exempt_and_tested import EXEMPT_AND_TESTED
from specgen.rules.exempt_and_written import EXEMPT_AND_WRITTEN
from specgen.rules.exempt_for_nothing import EXEMPT_FOR_NOTHING
from specgen.rules.goal_without_condition import GOAL_WITHOUT_CONDITION
from specgen.rules.happy_path_only import HAPPY_PATH_ONLY
from specgen.rules.internal_mock import INTERNAL_MOCK
from specgen.rules.load_without_bounds import LOAD_WITHOUT_BOUNDS
from specgen.rules.marker_taken import MARKER_TAKEN
from specgen.rules.matrix_without_python import MATRIX_WITHOUT_PYTHON
from specgen.rules.milestone_covers_nothing import MILESTONE_COVERS_NOTHING
from specgen.rules.missing_module import MISSING_MODULE
from specgen.rules.mock_without_spec import MOCK_WITHOUT_SPEC
from specgen.rules.model import Facts, Rule
from specgen.rules.moment_without_hook import MOMENT_WITHOUT_HOOK
from specgen.rules.needs_cycle import NEEDS_CYCLE
from specgen.rules.output_collision import OUTPUT_COLLISION
from specgen.rules.over_capacity import OVER_CAPACITY
from specgen.rules.over_long_test import OVER_LONG_TEST
from specgen.rules.planned_exists import PLANNED_EXISTS
from specgen.rules.planned_twice import PLANNED_TWICE
from specgen.rules.policy import weigh
from specgen.rules.push_too_long import PUSH_TOO_LONG
from specgen.rules.python_not_listed import PYTHON_NOT_LISTED
from specgen.rules.random_without_seed import RANDOM_WITHOUT_SEED
from specgen.rules.reference_missing import REFERENCE_MISSING
from specgen.rules.renamed_from_taken import RENAMED_FROM_TAKEN
from specgen.rules.rest_not_last import REST_NOT_LAST
from specgen.rules.run_budget_cannot_hold import RUN_BUDGET_CANNOT_HOLD
from specgen.rules.run_without_types import RUN_WITHOUT_TYPES
from specgen.rules.secret_in_spec import SECRET_IN_SPEC
from specgen.rules.service_not_used import SERVICE_NOT_USED
from specgen.rules.service_without_double import SERVICE_WITHOUT_DOUBLE
from specgen.rules.shadowed_test import SHADOWED_TEST
from specgen.rules.shard_for_nothing import SHARD_FOR_NOTHING
from specgen.rules.sleep_in_unit_test import SLEEP_IN_UNIT_TEST
from specgen.rules.source_missing import SOURCE_MISSING
from specgen.rules.subject_for_nothing import SUBJECT_FOR_NOTHING
from specgen.rules.tests_match_nothing import TESTS_MATCH_NOTHING
from specgen.rules.tests_missing import TESTS_MISSING
from specgen.rules.tier_order import TIER_ORDER
from specgen.rules.tier_overlap import TIER_OVERLAP
from specgen.rules.tier_without_modules import TIER_WITHOUT_MODULES
from specgen.rules.type_never_runs import TYPE_NEVER_RUNS
from specgen.rules.type_not_used import TYPE_NOT_USED
from specgen.rules.unknown_hook import UNKNOWN_HOOK
from specgen.rules.unknown_os import UNKNOWN_OS
from specgen.rules.unknown_rule import UNKNOWN_RULE
from specgen.rules.unknown_target import UNKNOWN_TARGET
from specgen.rules.unplanned_gap import UNPLANNED_GAP
from specgen.rules.unregistered_mark import UNREGISTERED_MARK
from specgen.rules.untracked_module import UNTRACKED_MODULE
from specgen.rules.waiver_for_nothing import WAIVER_FOR_NOTHING
from specgen.rules.waiver_not_needed import WAIVER_NOT_NEEDED
from specgen.rules.waiver_over_limit import WAIVER_OVER_LIMIT

RULES: tuple[Rule, ...] = (
    BUDGET_NEVER_BITES,
    BUDGET_SHORTER_THAN_A_TEST,
    CASE_ARGUMENT_NAME,
    CASE_ARITY,
    CI_IGNORES_FAILURE,
    CLAIM_DOES_NOT_HOLD,
    COVERAGE_GATE_CANNOT_FAIL,
    DECISION_WITHOUT_OWNER,
    DUPLICATE_TITLE,
    EFFORT_MISMATCH,
    EMPTY_REASON,
    EMPTY_STRATEGY,
    ENFORCEMENT_ORDER,
    EXEMPT_AND_TESTED,
    EXEMPT_AND_WRITTEN,
    EXEMPT_FOR_NOTHING,
    GOAL_WITHOUT_CONDITION,
    HAPPY_PATH_ONLY,
    INTERNAL_MOCK,
    LOAD_WITHOUT_BOUNDS,
    MARKER_TAKEN,
    MATRIX_WITHOUT_PYTHON,
    MILESTONE_COVERS_NOTHING,
    MISSING_MODULE,
    MOCK_WITHOUT_SPEC,
    MOMENT_WITHOUT_HOOK,
    NEEDS_CYCLE,
    OUTPUT_COLLISION,
    OVER_CAPACITY,
    OVER_LONG_TEST,
    PLANNED_EXISTS,
    PLANNED_TWICE,
    PUSH_TOO_LONG,
    PYTHON_NOT_LISTED,
    RANDOM_WITHOUT_SEED,
    REFERENCE_MISSING,
    RENAMED_FROM_TAKEN,
    REST_NOT_LAST,
    RUN_BUDGET_CANNOT_HOLD,
    RUN_WITHOUT_TYPES,
    SECRET_IN_SPEC,
    SERVICE_NOT_USED,
    SERVICE_WITHOUT_DOUBLE,
    SHADOWED_TEST,
    SHARD_FOR_NOTHING,
    SLEEP_IN_UNIT_TEST,
    SOURCE_MISSING,
    SUBJECT_FOR_NOTHING,
    TESTS_MATCH_NOTHING,
    TESTS_MISSING,
    TIER_ORDER,
    TIER_OVERLAP,
    TIER_WITHOUT_MODULES,
    TYPE_NEVER_RUNS,
    TYPE_NOT_USED,
    UNKNOWN_HOOK,
    UNKNOWN_OS,
    UNKNOWN_RULE,
    UNKNOWN_TARGET,
    UNPLANNED_GAP,
    UNREGISTERED_MARK,
    UNTRACKED_MODULE,
    WAIVER_FOR_NOTHING,
    WAIVER_NOT_NEEDED,
    WAIVER_OVER_LIMIT,
)

_HEAD = """\
# Rules

What `specgen check` says about specs, beyond their form. Generated from the rules; a test
keeps it so.

An **error** makes the specs invalid (exit 2), a **finding** fails the command (exit 1), a
**warning** or **note** never does. The project's `rules:` changes all but errors:
`rules: {unplanned-gap: off}`, or one of `monitoring` (note), `warning`, `ratchet` and
`blocking` (finding).
"""


def judge(facts: Facts, rules: tuple[Rule, ...] = RULES) -> tuple[Diagnostic, ...]:
    """What ``rules`` say, in their order, each thing once, as the project weighs it.

    The rules of this stage are added to those that ``facts.known`` holds.
    """
    own = {rule.id: rule.severity for rule in RULES}
    full = replace(facts, known={**facts.known, **own})
    said = dict.fromkeys(found for rule in rules for found in rule.judge(full))
    return tuple(weigh(said, facts.program.rules))


def handbook() -> str:
    """The text of docs/rules.md."""
    rows = [f"| [{r.id}](#{r.id}) | {r.severity} | {r.summary} |" for r in RULES]
    table = "\n".join(["| rule | severity | reports |", "|---|---|---|", *rows])
    return "\n".join([_HEAD, table, *(_section(rule) for rule in RULES)])


def _section(rule: Rule) -> str:
    example = rule.example.rstrip("\n")
    return (
        f"\n## {rule.id}\n\nReports {rule.summary} ({rule.severity}).\n\n{rule.why}\n\n"
        f"```yaml\n{example}\n```\n"
    )
