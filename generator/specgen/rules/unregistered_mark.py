"""A mark that nobody registered may be a mistyped one."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.inventory.model import TestItem
from specgen.rules.hygiene import Fault, per_file
from specgen.rules.model import Facts, Rule
from specgen.spelling import suggestion

_PYTEST = frozenset({"parametrize", "skip", "skipif", "xfail", "usefixtures", "filterwarnings",
                     "tryfirst", "trylast", "hookwrapper", "spec"})  # fmt: skip
_PLUGINS = frozenset({
    "anyio", "asyncio", "asyncio_cooperative", "trio", "twisted", "tornado", "gen_test", "timeout",
    "benchmark", "flaky", "repeat", "order", "run", "dependency", "depends", "hypothesis",
    "xdist_group", "django_db", "urls", "ignore_template_errors", "vcr", "block_network",
    "default_cassette", "freeze_time", "respx", "httpx_mock", "no_cover", "limit_memory",
    "limit_leaks", "thread_unsafe", "parallel_threads", "iterations", "forked",
    "script_launch_mode", "inprocess", "skip_if", "randomize", "random_order", "mpl_image_compare",
    "doctest", "qt_no_exception_capture", "qt_log_level_fail", "recwarn", "enable_socket",
    "disable_socket", "allow_hosts", "docker", "moto", "responses", "subprocess",
})  # fmt: skip


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    own = {name for kind in facts.program.types for name in (kind.name, kind.marker)}
    registered = {*facts.inventory.config.markers, *facts.repository.marks, *own}
    known = _PYTEST | _PLUGINS | registered
    faults = [f for item in facts.inventory.items if item.collected for f in _faults(item, known)]
    tips = (suggestion(f.message.split("`")[1], sorted(known)) for f in faults)
    tip = next(filter(None, tips), "") or "list it under `markers` in the pytest configuration"
    yield from per_file(UNREGISTERED_MARK, facts, faults=faults, tip=tip)


def _faults(item: TestItem, known: frozenset[str]) -> Iterator[Fault]:
    for mark in item.marks:
        if mark.name not in known:
            yield Fault(item, mark.line or item.span.line, f"mark `{mark.name}` is not registered")


UNREGISTERED_MARK = Rule(
    id="unregistered-mark",
    severity=Severity.NOTE,
    summary="marks that neither the pytest configuration nor a conftest registers, per file",
    why="`-m slow` silently selects nothing that is marked `solw`.",
    example="# @pytest.mark.solw on a test\nrules: {unregistered-mark: blocking}\n",
    judge=_judge,
)
