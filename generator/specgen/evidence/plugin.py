"""The pytest plugin: `pending` is an outcome of its own, and the marks of specgen are known.

It starts with every pytest run of every project that installs specgen, so it imports nothing but
pytest and `specgen.testing`, and it never reads the clock.  What records outcomes is another file,
imported only where recording is asked for.
"""

import os
from collections.abc import Generator

import pytest

from specgen.testing import Pending

OUTCOME = "specgen.outcome"
TYPE_MARKS = (
    "unit",
    "property",
    "integration",
    "e2e",
    "stress",
    "race",
    "performance",
    "chaos",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--specgen-strict`` and ``--specgen-record``."""
    group = parser.getgroup("specgen")
    group.addoption(
        "--specgen-record",
        metavar="DIR",
        default=os.environ.get("SPECGEN_RECORD", ""),
        help="write one line per test, as it ends, to a new file in DIR (or $SPECGEN_RECORD)",
    )
    group.addoption(
        "--specgen-strict",
        action="store_true",
        help="report tests that still end in pending(...) as errors",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks of generated tests; load what records and selects where asked."""
    config.addinivalue_line("markers", "spec(id): the scenario that a generated test proves")
    if config.getoption("specgen_record"):
        config.pluginmanager.import_plugin("specgen.evidence.plugin_record")
    if os.environ.get("SPECGEN_SELECT") or os.environ.get("SPECGEN_SHARD"):
        config.pluginmanager.import_plugin("specgen.evidence.plugin_select")
    if os.environ.get("SPECGEN_TRACES") or "specgen_traces" in getattr(config, "workerinput", ()):
        config.pluginmanager.import_plugin("specgen.evidence.plugin_context")
    for name in TYPE_MARKS:
        config.addinivalue_line("markers", f"{name}: a test of the type {name} (specgen)")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a raised ``Pending`` into its own outcome, whatever other plugins made of it."""
    report = yield
    reached = _pending(call.excinfo.value) if call.excinfo is not None else None
    if reached is None:
        return report
    for properties in (item.user_properties, report.user_properties):
        if (OUTCOME, "pending") not in properties:
            properties.append((OUTCOME, "pending"))
    if hasattr(report, "wasxfail"):
        del report.wasxfail
    if item.config.getoption("specgen_strict"):
        report.outcome = "failed"
        report.longrepr = str(reached)
        return report
    reason = f"pending: {reached.todo}"
    path, line, _ = item.location
    skip = pytest.skip.Exception(reason).with_traceback(reached.__traceback__)
    call.excinfo = pytest.ExceptionInfo.from_exception(skip)
    report.outcome = "skipped"
    report.longrepr = (path, (line or 0) + 1, reason)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(
    report: pytest.CollectReport | pytest.TestReport,
) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Show a pending test as ``pending``, or as an error under ``--specgen-strict``."""
    if not isinstance(report, pytest.TestReport) or report.passed or not is_pending(report):
        return None
    if report.failed:
        return "error", "E", ("PENDING", {"red": True})
    return "pending", "p", ("PENDING", {"yellow": True})


# in quotes: the name is public from pytest 8.4 on
def pytest_terminal_summary(terminalreporter: "pytest.TerminalReporter") -> None:
    """List what is pending wherever the user asked to see the skipped (``-rs``, ``-ra``)."""
    if not terminalreporter.hasopt("s"):
        return
    for report in terminalreporter.getreports("pending"):
        terminalreporter.write_line(f"PENDING {report.nodeid} - {report.longrepr[2]}")


def is_pending(report: pytest.TestReport) -> bool:
    """Whether the test of ``report`` reached ``pending(...)`` (also after a trip through xdist)."""
    return any(list(entry) == [OUTCOME, "pending"] for entry in report.user_properties)


def _pending(error: BaseException) -> Pending | None:
    """The ``Pending`` that ``error`` is, or that a group of nothing else holds."""
    if isinstance(error, Pending):
        return error
    if isinstance(error, BaseExceptionGroup):
        found = [_pending(inner) for inner in error.exceptions]
        return found[0] if all(found) else None
    return None
