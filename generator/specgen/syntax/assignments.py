"""What a body binds: variables, attributes, imports, tasks; and what its assertions look at."""

import ast
from collections.abc import Mapping, Sequence

from specgen.syntax.calls import target_of_import
from specgen.syntax.comparisons import kind_of_assert, uncalled
from specgen.syntax.constants import BUILTINS
from specgen.syntax.model import Check, CheckKind, Import
from specgen.syntax.text import Source, dotted
from specgen.syntax.values import BARE, Stack, ValueReader

_MOCKS = ("Mock", "MagicMock", "AsyncMock", "NonCallableMock", "create_autospec")


class BindingReader(ValueReader):
    """Reads assignments, loose expressions and assertions."""

    def __init__(self, source: Source, names: Mapping[str, str]) -> None:
        super().__init__(source, names)
        self._nested: list[tuple[str, bool, list[Check]]] = []
        self._imports: list[Import] = []
        self._stores: list[tuple[str, str]] = []
        self._dropped: list[str] = []
        self._tasks: dict[str, str] = {}  # variable -> the call that it schedules

    def _expr(self, node: ast.Expr) -> None:
        if type(node.value) is ast.Call:
            chain = dotted(node.value.func)
            if chain:
                self._dropped.extend(filter(None, (chain, _scheduled(chain, node.value))))
            self.expression(node.value, BARE)
        elif isinstance(node.value, ast.Name | ast.Attribute):
            self._bare(node.value)
        elif type(node.value) is not ast.Constant:
            self.expression(node.value)

    def _bare(self, node: ast.Name | ast.Attribute, alias: str = "") -> None:
        """A name alone: not called, though perhaps a property is read."""
        chain = dotted(node)
        if uncalled(node):
            self.check(CheckKind.UNCALLED, node.lineno)
        if chain and chain.partition(".")[0] not in BUILTINS:
            self._touches.named(chain, node.lineno, alias=alias)
        elif not chain:
            self.expression(node)

    def _bind(self, targets: Sequence[ast.expr], value: ast.expr) -> None:
        self._touches.recent.clear()
        names = [n for t in targets for n in bound_names(t)]
        self._given(targets, value)
        if len(names) == len(targets) == 1 and type(value) is ast.Name:
            self._bare(value, alias=names[0])
            self._touches.bind(names, "", line=value.lineno)
            return
        made = self._made_by(value)
        imported = target_of_import(made, value) if made else ""
        if imported and names:
            self._imports.append(Import(names[0], imported, value.lineno, guarded=True))
        elif made:
            self._made(names, made, line=value.lineno)
        else:
            self._touches.bind(names, "", line=value.lineno)
        self._stored(targets, value)

    def _given(self, targets: Sequence[ast.expr], value: ast.expr) -> None:
        """Remember what a variable was just given, and which call it schedules.

        A call between may change what an earlier one gave, unless it is the same; so may an
        assignment to anything but a variable.
        """
        if len(targets) != 1 or type(targets[0]) is not ast.Name:
            self._assigned.clear()
            return
        made = dotted(value.func) if type(value) is ast.Call else ""
        if self._assigned and not isinstance(value, ast.Constant | ast.Name):
            kept = ((n, v) for n, v in self._assigned.items() if type(v) is ast.Call)
            self._assigned = {n: v for n, v in kept if made and dotted(v.func) == made}
        self._assigned.pop(targets[0].id, None)  # so that it stands behind the others
        self._assigned[targets[0].id] = value
        task = _scheduled(made, value) if type(value) is ast.Call else ""
        if task:
            self._tasks[targets[0].id] = task

    def _made(self, names: list[str], made: str, *, line: int) -> None:
        """Variables, or an attribute or item where there are none, hold what a call made."""
        chain = self._touches.resolve(made)
        if names:
            self._touches.bind(names, chain, line=line)
        elif chain:
            self._touches.made(chain, line, into=None)

    def _made_by(self, value: ast.expr) -> str:
        """The chain whose call made the value; its arguments are read on the way."""
        inner = value.value if type(value) is ast.Await else value
        chain = dotted(inner.func) if type(inner) is ast.Call else ""
        if type(inner) is ast.Call and chain and chain.partition(".")[0] not in BUILTINS:
            self.special(inner, chain)
            stack: Stack = []
            self.arguments(inner, chain, stack=stack)
            self.drain(stack)
            return chain
        self.expression(value)
        return ""

    def _stored(self, targets: Sequence[ast.expr], value: ast.expr) -> None:
        nested = {name for name, _, _ in self._nested}
        for target in targets:
            attribute = dotted(target) if type(target) is ast.Attribute else ""
            if attribute.startswith(("self.", "cls.")):
                kept = dict.fromkeys(self._touches.recent)
                if nested & {n.id for n in ast.walk(value) if isinstance(n, ast.Name)}:
                    kept[""] = None  # a function made here
                self._stores.extend((attribute.split(".")[1], chain) for chain in kept)
            elif not isinstance(target, ast.Name | ast.Tuple | ast.List):
                self.expression(target)

    def _assert(self, node: ast.Assert) -> None:
        test = node.test
        kind = kind_of_assert(test, self._assigned)
        chain = self.subject(test, awaited=kind is CheckKind.CIRCULAR)
        if kind is CheckKind.ASSERT and self._is_double(test):
            kind = CheckKind.CONSTANT
        elif kind is CheckKind.ASSERT and isinstance(test, ast.Name | ast.Attribute):
            named = dotted(test)
            if named and self._touches.free(named):
                self.check(CheckKind.NAME, node.lineno, chain=named)
                self._bare(test)
                return
        self.check(kind, node.lineno, chain=chain)
        self.expression(test)

    def _is_double(self, test: ast.expr) -> bool:
        """Whether a test looks at a mock as such, which is always true."""
        value = self._assigned.get(test.id) if type(test) is ast.Name else None
        return type(value) is ast.Call and dotted(value.func).rpartition(".")[2] in _MOCKS


def _scheduled(chain: str, call: ast.Call) -> str:
    """The call that ``asyncio.create_task(f())`` leaves to the loop, or the empty string."""
    if chain.rpartition(".")[2] not in ("create_task", "ensure_future") or not call.args:
        return ""
    given = call.args[0]
    return dotted(given.func) if type(given) is ast.Call else ""


def bound_names(target: ast.expr) -> list[str]:
    """The variables that an assignment to ``target`` binds."""
    if type(target) is ast.Name:
        return [target.id]
    if isinstance(target, ast.Tuple | ast.List):
        return [n for x in target.elts for n in bound_names(x)]
    if type(target) is ast.Starred:
        return bound_names(target.value)
    return []
