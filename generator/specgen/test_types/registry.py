"""The built-in test types, in the order in which reports show them."""

from specgen.test_types.chaos import CHAOS
from specgen.test_types.e2e import E2E
from specgen.test_types.integration import INTEGRATION
from specgen.test_types.model import TypeForm
from specgen.test_types.performance import PERFORMANCE
from specgen.test_types.property import PROPERTY
from specgen.test_types.race import RACE
from specgen.test_types.stress import STRESS
from specgen.test_types.unit import UNIT

TEST_TYPES: tuple[TypeForm, ...] = (
    UNIT,
    PROPERTY,
    INTEGRATION,
    E2E,
    STRESS,
    RACE,
    PERFORMANCE,
    CHAOS,
)
