"""What the tests share: the option that accepts new output as expected."""

import os
import signal
import threading

import pytest
from tests import laws

os.environ.setdefault("HYPOTHESIS_PROFILE", "ci")  # read by generated_tests/specgen/property too
laws.load()


def pytest_configure() -> None:
    """Let nothing that tests start take itself for a part of this run, or be deaf to ctrl-C."""
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_XDIST_TESTRUNUID"):
        os.environ.pop(name, None)
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN  # as below `nohup` or `&`
    if ignored and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """What `specgen run` has said to this run, and what our own property tests were told, is not
    said to those that its tests start."""
    for name in [name for name in os.environ if name.startswith("SPECGEN_")]:
        del os.environ[name]
    os.environ.pop("HYPOTHESIS_PROFILE", None)


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
