"""One function's body to ``Body`` facts, in one pass over its nodes."""

import ast
from collections.abc import Mapping, Sequence

from specgen.syntax.calls import target_of_import
from specgen.syntax.checks import cannot_fail, suppresses, swallows
from specgen.syntax.imports import imports_of
from specgen.syntax.model import Body, Check, CheckKind, Import, SkipCall
from specgen.syntax.text import Source, dotted, string
from specgen.syntax.values import BARE, BUILTINS, Stack, ValueReader

_Definition = ast.FunctionDef | ast.AsyncFunctionDef


class BodyReader(ValueReader):
    """Reads one body, statement by statement."""

    def __init__(self, source: Source, names: Mapping[str, str]) -> None:
        super().__init__(source, names)
        self._nested: list[tuple[str, bool, list[Check]]] = []
        self._depth = 0
        self._caught = 0  # enclosing ``try`` bodies with handlers
        self._imports: list[Import] = []
        self._stores: list[tuple[str, str]] = []
        self._dropped: list[str] = []
        self._raises: list[str] = []

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
        return self._finish(node.body)

    def statements(self, body: Sequence[ast.stmt]) -> Body:
        """The facts of loose statements (those of a module that are no definition)."""
        self._block(body)
        return self._finish(body)

    def value(self, node: ast.expr) -> Body:
        """The facts of one expression."""
        self.expression(node)
        return self._finish(())

    def _finish(self, body: Sequence[ast.stmt]) -> Body:
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
        )

    # ---- statements

    def _block(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            self._statement(statement)
            if isinstance(statement, ast.Return | ast.Raise):
                return  # what follows is never reached

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

    def _expr(self, node: ast.Expr) -> None:
        if type(node.value) is ast.Call:
            chain = dotted(node.value.func)
            if chain:
                self._dropped.append(chain)
            self.expression(node.value, BARE)
        elif type(node.value) is not ast.Constant:
            self.expression(node.value)

    def _bind(self, targets: Sequence[ast.expr], value: ast.expr) -> None:
        self._touches.recent.clear()
        names = [n for t in targets for n in _bound_names(t)]
        made = self._made_by(value)
        imported = target_of_import(made, value) if made else ""
        if imported and names:
            self._imports.append(Import(names[0], imported, value.lineno, guarded=True))
        elif made:
            self._made(names, made, line=value.lineno)
        else:
            self._touches.bind(names, "", line=value.lineno)
        self._stored(targets, value)

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
        kind = CheckKind.CONSTANT if cannot_fail(node.test) else CheckKind.ASSERT
        chain = dotted(node.test.func) if type(node.test) is ast.Call else ""
        self.check(kind, node.lineno, chain=chain)
        self.expression(node.test)

    def _if(self, node: ast.If) -> None:
        self.expression(node.test)
        text = self._source.text(node.test)
        self._under(text, node.body)
        if node.orelse:
            self._under(f"not ({text})", node.orelse)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        if isinstance(node, ast.While):
            self.expression(node.test)
        else:
            self.expression(node.iter)
            self._touches.bind(_bound_names(node.target), "", line=node.lineno)
        self._under("a loop", node.body)
        self._block(node.orelse)

    def _with(self, node: ast.With | ast.AsyncWith) -> None:
        lost = any(suppresses(item.context_expr) for item in node.items)
        for item in node.items:
            if item.optional_vars is None:
                self.expression(item.context_expr)
            else:
                self._bind([item.optional_vars], item.context_expr)
        self._swallowed += lost
        self._block(node.body)
        self._swallowed -= lost

    def _try(self, node: ast.Try | ast.TryStar) -> None:
        lost = swallows(node.handlers)
        self._swallowed += lost
        self._caught += bool(node.handlers)
        self._block(node.body)
        self._caught -= bool(node.handlers)
        self._block(node.orelse)
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
        for decorator in node.decorator_list:
            self._touches.roots.add(node.name)
            self.expression(decorator)
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


def _bound_names(target: ast.expr) -> list[str]:
    if type(target) is ast.Name:
        return [target.id]
    if isinstance(target, ast.Tuple | ast.List):
        return [n for x in target.elts for n in _bound_names(x)]
    if type(target) is ast.Starred:
        return _bound_names(target.value)
    return []


def _is_filler(statement: ast.stmt) -> bool:
    """A docstring, ``...`` or ``pass``."""
    if type(statement) is ast.Expr:
        return type(statement.value) is ast.Constant
    return type(statement) is ast.Pass


def _is_pending(statement: ast.stmt) -> bool:
    if type(statement) is not ast.Expr or type(statement.value) is not ast.Call:
        return False
    return dotted(statement.value.func).rpartition(".")[2] == "pending"
