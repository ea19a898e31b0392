"""Every form of evidence: the first that recognises the content of a file reads it."""

from specgen.evidence.benchmark import BENCHMARK
from specgen.evidence.cobertura import COBERTURA
from specgen.evidence.comparison import COMPARISON
from specgen.evidence.coverage_data import COVERAGE_DATA
from specgen.evidence.coverage_json import COVERAGE_JSON
from specgen.evidence.ctrf import CTRF
from specgen.evidence.followed import FOLLOWED
from specgen.evidence.junit import JUNIT
from specgen.evidence.lcov import LCOV
from specgen.evidence.model_loader import Loader
from specgen.evidence.mutants import COSMIC_DUMP, COSMIC_SESSION, MUTMUT, MUTMUT_CACHE
from specgen.evidence.records import RECORDS
from specgen.evidence.reportlog import REPORTLOG

LOADERS: tuple[Loader, ...] = (
    RECORDS,
    REPORTLOG,
    FOLLOWED,
    JUNIT,
    CTRF,
    COBERTURA,
    LCOV,
    MUTMUT,
    MUTMUT_CACHE,
    COSMIC_SESSION,
    COVERAGE_DATA,
    BENCHMARK,
    COMPARISON,
    COVERAGE_JSON,
    COSMIC_DUMP,
)
