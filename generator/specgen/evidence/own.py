"""What a single test ran of a module, as far as that can be known at all.

That a test executed something is sure wherever its context says so.  That it did not is sure only
where all that it did was seen, and where what it is linked by would have left a trace.
"""

from dataclasses import dataclass

from specgen.evidence.functions import RUNNABLE, executed_in, functions_of, untold
from specgen.evidence.model import Evidence
from specgen.evidence.model_traces import Followed, Lines, Traces
from specgen.inventory.model import How, Link, TestItem
from specgen.surface.model import ModuleSurface, Surface

_BUILDERS = ("__init__", "__new__", "__post_init__")


@dataclass(frozen=True, slots=True)
class Own:
    """What one test executed of one module.  ``known`` says that this is sure: that it executed
    something, or that it executed nothing."""

    known: bool = False
    functions: tuple[str, ...] = ()


class Witness:
    """Says of each test and link what is known."""

    def __init__(self, evidence: Evidence, traces: Traces, *, surface: Surface) -> None:
        self._evidence, self._traces, self._surface = evidence, traces, surface

    def of(self, item: TestItem, link: Link) -> Own:
        """What ``item`` itself executed of the module of ``link``."""
        module = self._surface.modules.get(link.module)
        if module is None or not functions_of(module):  # import happens once, whoever needs it
            return Own()
        functions = self._functions(module, self._traces.tests.get(item.node_id, {}))
        if functions:
            return Own(True, functions)
        nobody = self._by_nobody(module, item.type)
        return Own(
            self._seen_whole(item, module, nobody=nobody)
            and self._would_show(module, link, early=nobody)
        )

    def _by_nobody(self, module: ModuleSurface, kind: str) -> tuple[str, ...]:
        """What was executed while collecting tests of that type, or by processes of theirs."""
        known = (self._traces.nobody.get(name, {}) for name in {kind, ""})
        return tuple(name for lines in known for name in self._functions(module, lines))

    def _functions(self, module: ModuleSurface, lines: Lines) -> tuple[str, ...]:
        ran = lines.get(module.path)
        if not ran:
            return ()
        figures = self._evidence.coverage.get(module.path)
        return executed_in(module, ran, statements=figures.statements if figures else frozenset())

    def _seen_whole(
        self, item: TestItem, module: ModuleSurface, *, nobody: tuple[str, ...]
    ) -> bool:
        """Whether nothing can have executed the module for the test outside of its context."""
        followed = self._evidence.followed.get(item.node_id)
        if followed is not None:
            return not (followed.processes or self._by_fixtures(module, followed))
        if item.node_id not in self._traces.phased:
            return False
        # another's fixture may have done it for this one, or a process
        return not (nobody or self._functions(module, self._traces.setups))

    def _by_fixtures(self, module: ModuleSurface, followed: Followed) -> bool:
        known = self._traces.fixtures
        return any(self._functions(module, known.get(key, {})) for key in followed.fixtures)

    def _would_show(self, module: ModuleSurface, link: Link, *, early: tuple[str, ...]) -> bool:
        """Whether using what the link names would have left lines of the test's own: a result from
        collecting may be used instead, or one that was kept."""
        if untold(module, branches=self._traces.branches):
            return False
        if not link.symbol:
            return not early
        symbol = module.symbol(link.symbol)
        if symbol is not None and symbol.kind in RUNNABLE:
            kept = any("cache" in decorator for decorator in symbol.decorators)
            return not kept and link.symbol not in early
        builders = [f"{link.symbol}.{name}" for name in _BUILDERS]
        builds = link.how is not How.USED and any(map(module.symbol, builders))
        return builds and not any(name.startswith(f"{link.symbol}.") for name in early)
