"""What the tests share: the option that accepts new output as expected."""

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how long an example takes proves nothing
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`."""
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite the expected output of tests/cases instead of comparing with it",
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be rewritten."""
    return bool(request.config.getoption("accept"))
