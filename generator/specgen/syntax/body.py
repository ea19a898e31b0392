"""One function's body to ``Body`` facts, in one pass over its nodes."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace

from specgen.syntax.assignments import BindingReader, bound_names
from specgen.syntax.checks import call_kind, empty_iteration, suppresses, swallows
from specgen.syntax.comparisons import raises_alone
from specgen.syntax.constants import BUILTINS, truth
from specgen.syntax.doubles import doubles_only, makes_double
from specgen.syntax.flow import MAY_END, ends, holds_checks
from specgen.syntax.imports import imports_of
from specgen.syntax.model import Body, CheckKind, SkipCall, Touch
from specgen.syntax.text import Source, dotted, string

_Definition = ast.FunctionDef | ast.AsyncFunctionDef
_CALLED = (Touch.CALLED, Touch.BUILT)
_MAKES_DOUBLES = ("unittest.mock.", "mock.", "mocker.", "monkeypatch.")


class BodyReader(BindingReader):
    """Reads one body, statement by statement."""

    def __init__(self, source: Source, names: Mapping[str, str]) -> None:
        super().__init__(source, names)
        self._depth = 0
        self._caught = 0  # enclosing ``try`` bodies with handlers
        self._raises: list[str] = []
        self._unreached = False

    def function(self, node: _Definition) -> Body:
        """The facts of a function, decorators and defaults included."""
        for decorator in node.decorator_list:
            self.expression(decorator)
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.expression(default)
        arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        self._touches.given(a.arg for a in arguments if a.arg not in ("self", "cls"))
        self._skips.clear()  # `@skip("reason")` is a mark, not a call
        self._block(node.body)
        body = self._finish(node.body)
        doubled = any(a.name.startswith(_MAKES_DOUBLES) for a in body.acts)
        if (
            doubled
            and body.checks
            and not self._calls_by_name(body)
            and doubles_only(node, self._names)
        ):
            return replace(body, doubles_only=True)
        return body

    def _calls_by_name(self, body: Body) -> bool:
        """Whether an imported function is called by its bare name, which no double replaces."""
        bare = (use for use in body.uses if use.touch in _CALLED and "." not in use.chain)
        return any(use.chain in self._names and not makes_double(use.chain) for use in bare)

    def statements(self, body: Sequence[ast.stmt]) -> Body:
        """The facts of loose statements (those of a module that are no definition)."""
        self._block(body)
        return self._finish(body)

    def value(self, node: ast.expr) -> Body:
        """The facts of one expression."""
        self.expression(node)
        return self._finish(())

    def _finish(self, body: Sequence[ast.stmt]) -> Body:
        lost = (call for name, call in self._tasks.items() if name not in self._touches.roots)
        self._dropped.extend(lost)
        awaited = set(self._dropped)
        for name, is_async, checks in self._nested:
            if name in self._touches.roots and not (is_async and name in awaited):
                self._checks.extend(checks)
        kept = [s for s in body if not _is_filler(s)]
        return Body(
            uses=self._touches.finish(),
            checks=tuple(self._checks),
            imports=tuple(self._imports),
            stores=tuple(self._stores),
            dropped=tuple(self._dropped),
            skips=tuple(self._skips),
            acts=tuple(self._acts),
            raises=tuple(dict.fromkeys(self._raises)),
            nested=tuple(name for name, _, _ in self._nested),
            pending=bool(kept) and _is_pending(kept[-1]),
            empty=not kept,
            unreached=self._unreached,
        )

    # ---- statements

    def _block(self, body: Sequence[ast.stmt]) -> None:
        for index, statement in enumerate(body):
            self._statement(statement)
            kind = type(statement)
            if self._assigned and kind is not ast.Assign and kind is not ast.AnnAssign:
                self._assigned.clear()
            if kind in MAY_END and ends(statement):
                self._dead(body[index + 1 :])
                return

    def _dead(self, body: Sequence[ast.stmt]) -> None:
        """Statements that nothing gets to: they are not read."""
        self._unreached = self._unreached or holds_checks(body)

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Expr():
                self._expr(node)
            case ast.Assign():
                self._bind(node.targets, node.value)
            case ast.Assert():
                self._assert(node)
            case ast.With() | ast.AsyncWith():
                self._with(node)
            case ast.AnnAssign():
                self._bind([node.target], node.value or node.target)
            case ast.Raise():
                self._raise(node)
            case _:
                self._compound(node)

    def _compound(self, node: ast.stmt) -> None:
        match node:
            case ast.If():
                self._if(node)
            case ast.For() | ast.AsyncFor() | ast.While():
                self._loop(node)
            case ast.Try() | ast.TryStar():
                self._try(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._nested_function(node)
            case ast.ClassDef():
                self._nested_class(node)
            case ast.Import() | ast.ImportFrom():
                self._imports.extend(imports_of(node, guarded=True))
            case _:
                self._children(node)

    def _children(self, node: ast.stmt) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.expression(child)
            elif isinstance(child, ast.stmt):
                self._block([child])
            elif isinstance(child, ast.match_case):
                self._under("a case", child.body)

    def _if(self, node: ast.If) -> None:
        settled = truth(node.test)
        if settled is not None:
            self._block(node.body if settled else node.orelse)
            self._dead(node.orelse if settled else node.body)
            return
        self.expression(node.test)
        text = self._source.text(node.test)
        self._under(text, node.body)
        if node.orelse:
            self._under(f"not ({text})", node.orelse)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        if self._never_entered(node):
            self._dead(node.body)
            self._block(node.orelse)
            return
        self._assigned.clear()
        if isinstance(node, ast.While):
            self.expression(node.test)
        else:
            self.expression(node.iter)
            self._touches.bind(bound_names(node.target), "", line=node.lineno)
        self._under("a loop", node.body)
        self._block(node.orelse)

    def _never_entered(self, node: ast.For | ast.AsyncFor | ast.While) -> bool:
        """``while False``, or a loop over nothing: a literal, or the variable just given one."""
        if isinstance(node, ast.While):
            return truth(node.test) is False
        given = self._assigned.get(node.iter.id) if type(node.iter) is ast.Name else None
        return empty_iteration(given or node.iter)

    def _with(self, node: ast.With | ast.AsyncWith) -> None:
        lost = any(suppresses(item.context_expr) for item in node.items)
        before = len(self._checks)
        for item in node.items:
            if item.optional_vars is None:
                self.expression(item.context_expr)
            else:
                self._bind([item.optional_vars], item.context_expr)
        self._assigned.clear()
        expects = all(map(_expects_error, node.items))
        if expects and raises_alone(node.body):
            self._checks[before:] = [
                replace(c, kind=CheckKind.OWN_ERROR) for c in self._checks[before:]
            ]
        self._swallowed += lost
        self._caught += expects
        self._block(node.body)
        self._caught -= expects
        self._swallowed -= lost

    def _try(self, node: ast.Try | ast.TryStar) -> None:
        lost = swallows(node)
        self._assigned.clear()
        self._swallowed += lost
        self._caught += bool(node.handlers)
        self._block(node.body)
        self._caught -= bool(node.handlers)
        self._under("no error", node.orelse)
        self._swallowed -= lost
        for handler in node.handlers:
            caught = self._source.text(handler.type) if handler.type else "any error"
            if handler.type is not None:
                self.expression(handler.type)
            self._under(f"except {caught}", handler.body)
        self._block(node.finalbody)

    def _under(self, condition: str, body: Sequence[ast.stmt]) -> None:
        self._conditions.append(condition)
        self._block(body)
        self._conditions.pop()

    def _raise(self, node: ast.Raise) -> None:
        raised = node.exc.func if type(node.exc) is ast.Call else node.exc
        name = dotted(raised) if raised is not None else ""
        if name.endswith("SkipTest"):
            reason = (
                string(node.exc.args[0]) if type(node.exc) is ast.Call and node.exc.args else ""
            )
            self._skips.append(SkipCall("skip", node.lineno, reason, self.condition()))
        elif not self._depth and not self._caught and node.exc is not None:
            self._raises.append(name)
            self.check(CheckKind.RAISE, node.lineno)
        if node.exc is not None:
            self.expression(node.exc)

    def _nested_function(self, node: _Definition) -> None:
        outer, self._checks = self._checks, []
        self._assigned.clear()
        for decorator in node.decorator_list:
            self._touches.roots.add(node.name)
            self.expression(decorator)
            chain = dotted(decorator)
            made = self._touches.resolve(chain) if chain.partition(".")[0] not in BUILTINS else ""
            if made:
                self._touches.made(made, decorator.lineno, into=None)
        arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        self._touches.bind([a.arg for a in arguments], "", line=node.lineno)
        self._touches.bind([node.name], "", line=node.lineno)
        self._depth += 1
        self._under(f"in {node.name}", node.body)
        self._depth -= 1
        is_async = isinstance(node, ast.AsyncFunctionDef)
        self._nested.append((node.name, is_async, self._checks))
        self._checks = outer

    def _nested_class(self, node: ast.ClassDef) -> None:
        for expr in (*node.bases, *node.decorator_list):
            self.expression(expr)
        self._touches.bind([node.name], "", line=node.lineno)
        self._depth += 1
        for statement in node.body:
            if isinstance(statement, _Definition):
                self._touches.roots.add(statement.name)
            self._block([statement])
        self._depth -= 1


def _expects_error(item: ast.withitem) -> bool:
    """Whether a with-item expects the block to raise."""
    call = item.context_expr
    return type(call) is ast.Call and call_kind(dotted(call.func), call) is CheckKind.RAISES


def _is_filler(statement: ast.stmt) -> bool:
    """A docstring, ``...`` or ``pass``."""
    if type(statement) is ast.Expr:
        return type(statement.value) is ast.Constant
    return type(statement) is ast.Pass


def _is_pending(statement: ast.stmt) -> bool:
    if type(statement) is not ast.Expr or type(statement.value) is not ast.Call:
        return False
    return dotted(statement.value.func).rpartition(".")[2] == "pending"
