"""The judgements, the gravest first: reports keep this order."""

from specgen.gate.benchmark_gone import BENCHMARK_GONE
from specgen.gate.cell_absent import CELL_ABSENT
from specgen.gate.checkpoint_missed import CHECKPOINT_MISSED
from specgen.gate.coverage_changed_lines import COVERAGE_CHANGED_LINES
from specgen.gate.coverage_drop import COVERAGE_DROP
from specgen.gate.coverage_floor import COVERAGE_FLOOR
from specgen.gate.coverage_module import COVERAGE_MODULE
from specgen.gate.coverage_tier import COVERAGE_TIER
from specgen.gate.coverage_total import COVERAGE_TOTAL
from specgen.gate.coverage_unplaced import COVERAGE_UNPLACED
from specgen.gate.errors import ERRORS
from specgen.gate.evidence_altered import EVIDENCE_ALTERED
from specgen.gate.evidence_of_another_tree import EVIDENCE_OF_ANOTHER_TREE
from specgen.gate.evidence_too_weak import EVIDENCE_TOO_WEAK
from specgen.gate.evidence_unreadable import EVIDENCE_UNREADABLE
from specgen.gate.evidence_unstamped import EVIDENCE_UNSTAMPED
from specgen.gate.failed_tests import FAILED_TESTS
from specgen.gate.flaky_tests import FLAKY_TESTS
from specgen.gate.gap import GAP
from specgen.gate.job_not_successful import JOB_NOT_SUCCESSFUL
from specgen.gate.latency import LATENCY
from specgen.gate.memory import MEMORY
from specgen.gate.model import Judgement
from specgen.gate.module_not_executed import MODULE_NOT_EXECUTED
from specgen.gate.mutation_score import MUTATION_SCORE
from specgen.gate.no_evidence import NO_EVIDENCE
from specgen.gate.pending_tests import PENDING_TESTS
from specgen.gate.performance_regression import PERFORMANCE_REGRESSION
from specgen.gate.revision_not_compared import REVISION_NOT_COMPARED
from specgen.gate.run_incomplete import RUN_INCOMPLETE
from specgen.gate.run_stalled import RUN_STALLED
from specgen.gate.run_time import RUN_TIME
from specgen.gate.shard_absent import SHARD_ABSENT
from specgen.gate.skip_never_ran import SKIP_NEVER_RAN
from specgen.gate.skipped_tests import SKIPPED_TESTS
from specgen.gate.slow_tests import SLOW_TESTS
from specgen.gate.throughput import THROUGHPUT
from specgen.gate.tree_accepted import TREE_ACCEPTED
from specgen.gate.unreported_tests import UNREPORTED_TESTS
from specgen.gate.waiver_exceeded import WAIVER_EXCEEDED
from specgen.gate.waiver_expired import WAIVER_EXPIRED
from specgen.gate.waiver_too_long import WAIVER_TOO_LONG
from specgen.gate.waiver_unused import WAIVER_UNUSED
from specgen.gate.xfailed_tests import XFAILED_TESTS
from specgen.gate.xpassed_tests import XPASSED_TESTS

VERDICTS: tuple[Judgement, ...] = (
    NO_EVIDENCE,
    EVIDENCE_UNREADABLE,
    REVISION_NOT_COMPARED,
    EVIDENCE_OF_ANOTHER_TREE,
    TREE_ACCEPTED,
    EVIDENCE_ALTERED,
    EVIDENCE_UNSTAMPED,
    RUN_STALLED,
    JOB_NOT_SUCCESSFUL,
    RUN_INCOMPLETE,
    CELL_ABSENT,
    SHARD_ABSENT,
    FAILED_TESTS,
    UNREPORTED_TESTS,
    FLAKY_TESTS,
    GAP,
    PENDING_TESTS,
    EVIDENCE_TOO_WEAK,
    MODULE_NOT_EXECUTED,
    CHECKPOINT_MISSED,
    SKIPPED_TESTS,
    XFAILED_TESTS,
    XPASSED_TESTS,
    SKIP_NEVER_RAN,
    COVERAGE_UNPLACED,
    COVERAGE_TOTAL,
    COVERAGE_TIER,
    COVERAGE_MODULE,
    COVERAGE_FLOOR,
    COVERAGE_CHANGED_LINES,
    COVERAGE_DROP,
    PERFORMANCE_REGRESSION,
    BENCHMARK_GONE,
    LATENCY,
    THROUGHPUT,
    MEMORY,
    ERRORS,
    MUTATION_SCORE,
    SLOW_TESTS,
    RUN_TIME,
    WAIVER_EXPIRED,
    WAIVER_EXCEEDED,
    WAIVER_TOO_LONG,
    WAIVER_UNUSED,
)
