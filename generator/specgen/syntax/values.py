"""Expressions of a body: names touched, calls made, checks, skips, patches and watched calls."""

import ast
from collections.abc import Mapping

from specgen.syntax.calls import act, patched, skip_call
from specgen.syntax.checks import call_kind
from specgen.syntax.comparisons import kind_of_call, looks, raises_by_itself
from specgen.syntax.constants import BUILTINS
from specgen.syntax.model import Check, CheckKind, RawAct, SkipCall, Touch
from specgen.syntax.text import Source, dotted, string
from specgen.syntax.touches import Touches

BARE = "\0"  # marks a call that is a whole statement
Stack = list[tuple[ast.AST, str | None]]
_CONTAINERS = frozenset(
    {ast.List, ast.Tuple, ast.Dict, ast.Set, ast.Starred, ast.keyword, ast.Await}
)

_SILENT = frozenset(
    {ast.Constant}
    | {
        kind
        for family in (ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.expr_context)
        for kind in family.__subclasses__()
    }
)


class ValueReader:
    """Reads expressions.  ``names`` maps what the module imports to dotted targets."""

    def __init__(self, source: Source, names: Mapping[str, str]) -> None:
        self._source = source
        self._names = names
        self._touches = Touches()
        self._checks: list[Check] = []
        self._conditions: list[str] = []
        self._swallowed = 0
        self._skips: list[SkipCall] = []
        self._acts: list[RawAct] = []
        self._assigned: dict[str, ast.expr] = {}  # by statements just before

    def expression(self, node: ast.expr, into: str | None = None) -> None:
        """Read one expression; ``into`` is the call that its value is handed to."""
        self.drain([(node, into)])

    def drain(self, stack: Stack) -> None:
        """Read every expression on the stack."""
        while stack:
            node, into = stack.pop()
            kind = type(node)
            if kind is ast.Name or kind is ast.Attribute:
                self._name(node, into, stack=stack)  # type: ignore[arg-type]  # kind was just tested
            elif kind is ast.Call:
                self._call(node, into, stack=stack)  # type: ignore[arg-type]  # kind was just tested
            elif kind not in _SILENT:
                _push(node, into if kind in _CONTAINERS else None, stack=stack)

    def _name(self, node: ast.Name | ast.Attribute, into: str | None, *, stack: Stack) -> None:
        chain = dotted(node)
        if not chain:
            stack.append((node.value, None))  # type: ignore[union-attr]  # only attributes fail
        elif type(node) is ast.Name and type(node.ctx) is not ast.Load:
            self._touches.bind([chain], "", line=node.lineno)
        elif chain.partition(".")[0] not in BUILTINS:
            self._touches.load(chain, node.lineno, into=None if into == BARE else into)

    def _call(self, node: ast.Call, into: str | None, *, stack: Stack) -> None:
        chain = dotted(node.func)
        if not chain:
            stack.append((node.func, None))
            self._check_of_result(node)
            self.arguments(node, "", stack=stack)
            return
        if chain.partition(".")[0] not in BUILTINS:
            resolved = self._touches.resolve(chain)
            if resolved:
                self._touches.made(resolved, node.lineno, into=None if into == BARE else into)
            if resolved != chain:
                self._touches.load(chain, node.lineno, into=None)
        self.special(node, chain)
        self.arguments(node, chain, stack=stack)

    def _check_of_result(self, node: ast.Call) -> None:
        """``run().assert_outcomes(failed=1)``: a check of what another call gives."""
        if type(node.func) is ast.Attribute:
            kind = call_kind(node.func.attr, node)
            if kind is not None:
                self.check(kind, node.lineno)

    def arguments(self, node: ast.Call, chain: str, *, stack: Stack) -> None:
        """Put the arguments of a call on the stack, as handed to it."""
        arguments: list[ast.expr] = node.args
        if node.keywords:
            arguments = [*arguments, *(k.value for k in node.keywords)]
        if not arguments:
            return
        if not chain or chain.partition(".")[0] in BUILTINS:
            into: str | None = None
        else:
            into = self._touches.resolve(chain) or None
        first = 1 if node.args and patched(chain) else 0
        stack += [(a, into) for a in arguments[first:]]

    def special(self, node: ast.Call, chain: str) -> None:
        """Checks, skips, patches and watched calls."""
        kind = call_kind(chain, node)
        if kind is not None:
            self._checking_call(node, chain, kind=kind)
        skip = skip_call(chain, node)
        if skip is not None:
            condition = " and ".join(filter(None, (self.condition(), skip.condition)))
            self._skips.append(SkipCall(skip.name, skip.line, skip.reason, condition))
        if node.args and patched(chain):
            name = string(node.args[0]) or dotted(node.args[0])
            touched = self._touches.resolve(name) if name else ""
            if touched:
                self._touches.add(touched, node.lineno, touch=Touch.PATCHED)
        watched = act(chain, node, names=self._names)
        if watched is not None:
            self._acts.append(watched)

    def _checking_call(self, node: ast.Call, chain: str, *, kind: CheckKind) -> None:
        """``self.assertTrue(x)`` checks ``x``; of others the call itself is named."""
        if kind is CheckKind.RAISES:
            own = raises_by_itself(node)
            self.check(CheckKind.OWN_ERROR if own else kind, node.lineno, chain=chain)
            return
        if kind is CheckKind.CALL:
            kind = kind_of_call(chain, node, assigned=self._assigned)
        if kind is CheckKind.CIRCULAR:
            chain = self.subject(node.args[0], awaited=True)
        if kind is CheckKind.CALL and looks(chain, node):
            looked_at = self.subject(node.args[0])
            kind, chain = (CheckKind.ASSERT, looked_at) if looked_at else (kind, chain)
        self.check(kind, node.lineno, chain=chain)

    def subject(self, test: ast.expr, *, awaited: bool = False) -> str:
        """The call whose bare result a test looks at, as something or as different from another.

        What is awaited is no bare result, unless ``awaited`` says that it counts too.
        """
        if awaited and type(test) is ast.Await:
            return self.subject(test.value)
        if type(test) is ast.Compare:
            sides = (test.left, *test.comparators)
            return next(filter(None, (self.subject(x, awaited=awaited) for x in sides)), "")
        value = self._assigned.get(test.id) if type(test) is ast.Name else test
        chain = dotted(value.func) if type(value) is ast.Call else ""
        return self._touches.origin(chain) if chain else ""

    def check(self, kind: CheckKind, line: int, *, chain: str = "") -> None:
        """Note a check, as lost where an enclosing ``try`` swallows it."""
        lost = CheckKind.SWALLOWED if self._swallowed else kind
        self._checks.append(Check(lost, line, chain))

    def condition(self) -> str:
        """Under what the reader stands, in words and source text."""
        return " and ".join(self._conditions)


def _push(node: ast.AST, into: str | None, *, stack: Stack) -> None:
    """Put the children of a node on the stack (``ast.iter_child_nodes`` takes twice as long)."""
    for name in node._fields:
        child = getattr(node, name, None)
        if isinstance(child, list):
            stack += [(x, into) for x in child if isinstance(x, ast.AST)]
        elif isinstance(child, ast.AST):
            stack.append((child, into))
